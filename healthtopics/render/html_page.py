"""Documents as HTML: one file without scripts or requests, for a browser and for paper.

The words are the same as in plain text; of an address only the host is shown, but all of it in
print. Every text is escaped, and the page allows itself nothing but its own style sheet.
"""

from base64 import b64encode
from hashlib import sha256
from html import escape

from healthtopics.render import document as d
from healthtopics.render.html_elements import Page
from healthtopics.render.html_sheets import sheet_lines, sheet_style
from healthtopics.render.styles import PAGE


def html_page(document: d.Document, language: str, title: str) -> str:
    """Return a document as an HTML page.

    Args:
        document: what to draw.
        language: the language of what does not name another.
        title: the title if the document has none.
    """
    document = tuple(document)
    elements = tuple(d.flattened(document))
    titles = [element for element in elements if isinstance(element, d.Title)]
    language = next((one.language for one in titles if one.language), language)
    title = titles[0].text if titles else title
    sheets = [element for element in document if isinstance(element, d.Sheet)]
    if sheets:
        lines = sheet_lines(sheets, language)
        return _file("\n".join(lines), language, title, sheet_style(sheets))
    lines = [] if titles else [f"<h1>{escape(title)}</h1>"]
    lines += Page(elements, language).lines()
    return _file("\n".join(lines), language, title, PAGE)


def _file(body: str, language: str, title: str, style: str) -> str:
    """Return a whole file, with a policy that lets nothing else be loaded or run."""
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    )
    return f"""\
<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
