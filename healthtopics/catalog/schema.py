"""The tables of the catalog."""

import os
import zlib

from healthtopics import __version__

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE folder (path TEXT PRIMARY KEY, size INT, modified_ns INT, inode INT) WITHOUT ROWID;
CREATE TABLE file (path TEXT PRIMARY KEY, size INT, modified_ns INT, inode INT) WITHOUT ROWID;
CREATE TABLE bad_file (path TEXT PRIMARY KEY, line INT, problems INT) WITHOUT ROWID;

CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    rank INT NOT NULL,              -- of the collection: the order in which a topic is looked for
    visible INT NOT NULL,           -- 0: the topic is shown as one of another collection
    official INT NOT NULL,          -- the exported topic that a bundled one is merged with, or 0
    links_of INT NOT NULL,          -- the topic whose links it shows: itself or the official one
    advice_of INT NOT NULL,         -- the same for its lines of advice
    path TEXT NOT NULL,
    slug TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    description TEXT NOT NULL,
    medlineplus_id TEXT NOT NULL,
    compared TEXT NOT NULL,
    translation_of TEXT NOT NULL,
    danger INT NOT NULL,            -- how many lines of advice are on emergencies
    is_short INT NOT NULL,
    exported TEXT NOT NULL,
    position INT NOT NULL,          -- within its export
    digest TEXT NOT NULL,           -- of what the export has of it
    page_id TEXT NOT NULL,          -- the MedlinePlus numbers, also of a topic that is merged
    twin_id TEXT NOT NULL,
    everyday TEXT NOT NULL          -- the key of its everyday words; the same holds
);
-- The whole topic (see content.py), apart from its row, so that lists read few pages of the file.
CREATE TABLE content (topic INTEGER PRIMARY KEY, json TEXT NOT NULL, prose TEXT NOT NULL);
CREATE TABLE advice (
    topic INT, position INT,
    signs TEXT NOT NULL,            -- the keys of those that the line names
    text TEXT NOT NULL,             -- the line, unless it is a sign and nothing else
    PRIMARY KEY (topic, position)
) WITHOUT ROWID;
-- The prose of the page that a bundled topic makes with an exported one, for search.
CREATE TABLE merged (topic INTEGER PRIMARY KEY, prose TEXT NOT NULL);
CREATE INDEX topic_slug ON topic (slug, language);
CREATE INDEX topic_order ON topic (language, sort_key);
CREATE INDEX topic_scope ON topic (language, visible, collection);
CREATE INDEX topic_medlineplus ON topic (medlineplus_id, language) WHERE medlineplus_id != '';
CREATE INDEX topic_twin ON topic (translation_of) WHERE translation_of != '';
CREATE INDEX topic_page_id ON topic (page_id) WHERE page_id != '';
CREATE INDEX topic_twin_id ON topic (twin_id) WHERE twin_id != '';
CREATE INDEX topic_official ON topic (official) WHERE official != 0;
CREATE INDEX topic_links ON topic (links_of);

CREATE TABLE name (
    key TEXT NOT NULL,              -- its words, accents folded, without a space
    loose TEXT NOT NULL,            -- its words as singulars, in alphabetical order
    words TEXT NOT NULL,
    name TEXT NOT NULL,
    kind INT NOT NULL,              -- one of those below
    topic INT NOT NULL
);
CREATE INDEX name_key ON name (key);
CREATE INDEX name_loose ON name (loose);
CREATE INDEX name_topic ON name (topic);

CREATE TABLE name_word (        -- the words of names, to look for misspelled ones
    word TEXT, topic INT, PRIMARY KEY (word, topic)) WITHOUT ROWID;

CREATE TABLE symptom (topic INT, position INT, name TEXT, note TEXT, words TEXT,
    PRIMARY KEY (topic, position)) WITHOUT ROWID;
CREATE TABLE topic_group (topic INT, position INT, key TEXT, name TEXT,
    PRIMARY KEY (topic, position)) WITHOUT ROWID;
CREATE INDEX topic_group_key ON topic_group (key);

CREATE TABLE link (
    topic INT, number INT, title TEXT, url TEXT, note TEXT, twin_url TEXT, language TEXT,
    categories TEXT,                -- names, a line each; link_category is for looking them up
    organizations TEXT,             -- names, a line each
    organization_words TEXT,
    PRIMARY KEY (topic, number)
) WITHOUT ROWID;
CREATE TABLE link_category (key TEXT, topic INT, number INT, name TEXT,
    PRIMARY KEY (key, topic, number)) WITHOUT ROWID;

CREATE TABLE danger (words TEXT NOT NULL, language TEXT NOT NULL, topics TEXT NOT NULL);
-- The vocabularies, so that a change of a topic file needs none of their files.
CREATE TABLE sign (
    key TEXT PRIMARY KEY, level TEXT, who TEXT, en TEXT, es TEXT, short_en TEXT, short_es TEXT,
    line TEXT, json TEXT            -- the marks, the sources, the more urgent cases
) WITHOUT ROWID;
CREATE TABLE everyday (         -- by the exact key of an English title, or the slug of the twin
    language TEXT, key TEXT, phrases TEXT NOT NULL, PRIMARY KEY (language, key)
) WITHOUT ROWID;
CREATE TABLE country (code TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE common (           -- words that are no misspellings, though no topic has them
    language TEXT, word TEXT, PRIMARY KEY (language, word)) WITHOUT ROWID;
CREATE TABLE medicine (         -- see medicines.py
    key TEXT, title TEXT, PRIMARY KEY (key, title)) WITHOUT ROWID;
CREATE TABLE group_name (position INTEGER PRIMARY KEY, key TEXT, en TEXT, es TEXT);
-- What the full-text index is made from. It has no copy of its own: snippets are cut out of here,
-- and what is taken out of it must still be here, as it was when it was put in. (No functions of
-- JSON: not every SQLite takes them in a view that is not trusted, nor the index to check itself.)
CREATE VIEW page AS SELECT
    topic.id AS topic,
    topic.title AS title,
    coalesce((SELECT group_concat(name, '; ') FROM name
        WHERE name.topic = topic.id AND kind != 0), '') AS names,
    -- Everyday words, and names of one or two words written together.
    coalesce((SELECT phrases FROM everyday
        WHERE everyday.language = topic.language AND everyday.key = topic.everyday), '')
    || char(10) || coalesce((SELECT group_concat(key, '; ') FROM name
        WHERE name.topic = topic.id AND name NOT LIKE '% % %'), '') AS everyday,
    coalesce((SELECT group_concat(
            CASE note WHEN '' THEN name || ';' ELSE name || ': ' || note END, char(10))
        FROM symptom WHERE symptom.topic = topic.id), '') AS symptoms,
    topic.description AS description,
    -- Marks of list items, see content.py: each is a sentence among others, with an end.
    replace(replace(
        coalesce((SELECT prose FROM merged WHERE merged.topic = topic.id), content.prose)
        -- A sign is on many pages and tells little of each.
        || coalesce((SELECT group_concat(text, char(10)) FROM advice
            WHERE advice.topic = topic.advice_of AND signs = ''), ''),
        char(30), ''), char(31), ';') AS body,
    coalesce((SELECT group_concat(title, char(10)) FROM link
        WHERE link.topic = topic.links_of), '') AS links
FROM topic JOIN content ON content.topic = topic.id;
CREATE VIRTUAL TABLE text USING fts5 (
    title, names, everyday, symptoms, description, body, links,
    content = 'page', content_rowid = 'topic',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TABLE phrase (          -- names and everyday words, as stems in alphabetical order
    topic INT, loose TEXT, kind INT, PRIMARY KEY (topic, loose, kind)) WITHOUT ROWID;
CREATE TABLE stem (            -- of phrases: how few topics have one says how telling it is
    stem TEXT, topic INT, PRIMARY KEY (stem, topic)) WITHOUT ROWID;
CREATE TABLE word (
    language TEXT, word TEXT, weight INT NOT NULL, PRIMARY KEY (language, word)) WITHOUT ROWID;
CREATE TABLE sound (           -- of the words, to look for misspelled ones
    language TEXT, sound TEXT, word TEXT, PRIMARY KEY (language, sound, word)) WITHOUT ROWID;

CREATE TABLE passed_over (      -- what of an imported topic was not taken; topic 0: of the export
    topic INT, what TEXT, total INT, PRIMARY KEY (topic, what)) WITHOUT ROWID;
CREATE TABLE organization (name TEXT PRIMARY KEY, url TEXT, also TEXT) WITHOUT ROWID;
"""

# Kinds of names, the strongest first. The last two lead to a topic but are not shown as its names:
# the name of something that it covers in part, and a see-reference of an export.
TITLE, OTHER_NAME, IN_PART, REFERENCE = range(4)

# Increase when what is stored changes but the tables do not.
FILLING = 24

VERSION = f"{__version__} {FILLING} {zlib.crc32(TABLES.encode())}"


def kept_path(path: str) -> str | bytes:
    """Return a path in a form that the catalog can hold; ``os.fsdecode`` restores it.

    A name that is not valid UTF-8 has lone surrogates, which SQLite does not accept as text.
    """
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path
