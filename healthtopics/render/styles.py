"""How pages look in a browser and on paper: style sheets without fonts, pictures or requests.

Colors have a contrast of at least 4.5 to 1 with their background (WCAG 2.2, 1.4.3), bars 3 to 1.
"""

PAGE = """\
:root{color-scheme:light dark;--text:#1b1b1b;--ground:#fff;--soft:#555;--link:#0b4f9e;
--emergency:#b3261e;--now:#9a5b00;--today:#00687a;--routine:#666}
@media (prefers-color-scheme:dark){:root{--text:#e9e9e9;--ground:#17191c;--soft:#b5b5b5;
--link:#9cc4ff;--emergency:#ff8a80;--now:#ffc46b;--today:#6fd6e6;--routine:#aaa}}
html{color:var(--text);background:var(--ground);font:112.5%/1.5 system-ui,sans-serif;
-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0}
main{max-width:36em;margin:0 auto;padding:1em 1em 3em}
h1{font-size:1.8em;line-height:1.2;margin:1em 0 .3em}
h2{font-size:1.25em;line-height:1.3;margin:1.6em 0 .4em}
h3{font-size:1em;margin:1.2em 0 .3em}
p,ul,ol,dl,pre{margin:.5em 0}
ul,ol{padding-left:1.3em}
li{margin:.25em 0}
main,pre{overflow-wrap:anywhere}
pre{white-space:pre-wrap}
a{color:var(--link)}
.host,.why{color:var(--soft)}
.level{border-left:.35em solid var(--routine);padding-left:.8em;margin:1.2em 0}
.level h2{margin:0 0 .3em;font-size:1.1em}
.level h3{margin:.6em 0 .2em}
.emergency{border-color:var(--emergency)}
.now{border-color:var(--now)}
.today{border-color:var(--today)}
.badge{background:var(--text);color:var(--ground);padding:.05em .4em;border-radius:.2em}
.telephone{font-weight:bold}
.numbered{list-style:none;padding-left:0}
.plain{list-style:none;padding-left:0}
nav ul{display:inline;padding:0}
nav li{display:inline;margin:0}
nav li+li::before{content:" \\b7  "}
nav p{display:inline}
mark{background:none;color:inherit;font-weight:bold}
.d1{margin-left:1.3em}.d2{margin-left:2.6em}.d3{margin-left:3.9em}
@media print{
:root{color-scheme:light;--text:#000;--ground:#fff;--soft:#000;--link:#000;--emergency:#000;
--now:#000;--today:#000;--routine:#000}
@page{margin:18mm}
html{font-size:12pt}
main{max-width:none;padding:0}
h1,h2,h3{break-after:avoid}
li,p{break-inside:avoid;orphans:3;widows:3}
.badge{background:none;color:inherit;padding:0}
nav,.host{display:none}
a{text-decoration:none}
a[href^=http]::after{content:" <" attr(href) ">"}
}
"""

# A sheet of paper, and the same on a screen. Sides and their lists have no boxes of their own, so
# that all their items are in the rows of one grid: at the end of a page, Chromium 150 prints nested
# grids on top of each other. Items are not split over pages, and no heading is last on one: in a
# grid, where the browser would split the next item instead, a heading reserves the height of one.
SHEET = """\
:root{color-scheme:light dark;--text:#000;--ground:#fff;--link:#0b4f9e}
@media (prefers-color-scheme:dark){:root{--text:#e9e9e9;--ground:#17191c;--link:#9cc4ff}}
html{color:var(--text);background:var(--ground);font:14pt/1.5 Arial,Helvetica,sans-serif;
-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0}
main{max-width:36em;margin:0 auto;padding:1em;text-align:left;overflow-wrap:anywhere}
main:has(.two){max-width:46em}
main:has(.two) .part{max-width:none}
.part{max-width:36em;position:relative}
.two{max-width:none;display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:1.5em}
.two>.side,.two>.side>ul{display:contents}
.two>.side+.side>*,.two>.side+.side>ul>li{grid-column:2}
h1,h2,h3,p,ul,li{margin:0;font-size:1em}
h1{font-size:1.6em;line-height:1.2}
h2{font-size:1.15em;line-height:1.25;padding-top:.6em}
h3{line-height:1.25;padding-top:.3em}
p+p{padding-top:.3em}
ul{padding:0;list-style:none}
li{line-height:1.2;padding:.08em 0 .08em 1.1em;position:relative}
li::before{content:"\\2022";position:absolute;left:.2em}
.telephone{font-weight:bold;line-height:1.2;padding-top:.1em}
.box{border:2.5pt solid var(--text);padding:.3em .7em .5em;margin-top:.6em;
box-decoration-break:clone;-webkit-box-decoration-break:clone}
.box h2{padding-top:0}
.part:not(.two) .names{columns:3}
.checks>li{padding-left:1.6em}
.checks>li::before{content:"";left:0;top:.35em;width:.7em;height:.7em;border:1.2pt solid var(--text)}
.writing{border-bottom:1pt solid var(--text);height:1.7em}
.typed,.address{font-size:.9em}
.address{padding-top:.3em}
a{color:var(--link)}
.code svg{width:5em;height:5em;display:block}
.code{position:absolute;right:0;bottom:0}
.part:has(+.part .code)>.side>ul{padding-right:6em}
footer{border-top:1pt solid var(--text);margin-top:1em;padding-top:.4em;font-size:.8em}
article+article{margin-top:3em}
@media screen and (max-width:48em){.two{display:block}.two>.side{display:block}
.two>.side>ul{display:block}.two>.side+.side{margin-top:1em}}
@media print{
:root{color-scheme:light;--text:#000;--ground:#fff;--link:#000}
@page{margin:10mm 14mm;font:9pt/1.25 Arial,Helvetica,sans-serif}
@page{@bottom-left{white-space:pre-line;width:84%;text-align:left;vertical-align:top;padding-top:3mm}
@bottom-right{white-space:pre-line;width:16%;text-align:right;vertical-align:top;padding-top:3mm}}
main,main:has(.two){max-width:none;padding:0}
h1,h2,h3,p:has(+ul){break-after:avoid}
h1,h2,h3,li,.names,.writing,.address{break-inside:avoid}
p{orphans:2;widows:2}
.two h2,.two h3,.two p:has(+ul){break-after:auto}
.two h2::after,.two h3::after,.two p:has(+ul)::after{content:"";display:block;height:3.5em;
margin-bottom:-3.5em}
article+article{break-before:page;margin-top:0}
footer{display:none}
a{text-decoration:none}
}
"""

LARGE = "html{font-size:18pt}\n"
