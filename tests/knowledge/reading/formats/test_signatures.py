"""What a file is, its bytes tell: what is no text is refused, whatever it is called."""

from __future__ import annotations

import base64
import gzip
import random
import zlib

import pytest

from knowledge.errors import NoArticle, NoFeed, NotText
from knowledge.reading.document import read_document
from knowledge.reading.formats.feed import read_feed
from knowledge.reading.source import Reader
from knowledge.reading.worker_pool import WorkerPool
from tests.web_server.server import WebServer

WORDS = b"the bridge was closed and the mayor said that it would not open before the spring. "


def noise(length: int, lowest: int = 0, seed: int = 7) -> bytes:
    chance = random.Random(seed)
    return bytes(chance.randrange(lowest, 256) for _ in range(length))


FORMS = {
    "the head of a JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
    "a JPEG's head without its zeros": b"\xff\xd8\xff\xe0JFIF",
    "a JPEG's head before words": b"\xff\xd8\xff\xdb" + WORDS,
    "the first bytes of a PNG": b"\x89PNG",
    "a PNG before words": b"\x89PNG\r\n\x1a\n" + WORDS,
    "a WebP": b"RIFF\x24\0\0\0WEBPVP8 " + noise(40),
    "a film": b"\0\0\0\x20ftypisom" + noise(300),
    "a voice message": b"OggS\0\2" + noise(80),
    "a song": b"ID3\4\0\0\0\0\0\x23TIT2" + WORDS,
    "an office document": b"PK\3\4\x14\0\6\0" + noise(300),
    "an archive before words": b"PK\3\4" + WORDS,
    "an old office document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + WORDS,
    "a packed text": gzip.compress(WORDS),
    "a packed text without a head": zlib.compress(WORDS * 4),
    "a program": b"\x7fELF\2\1\1" + noise(500),
    "a database": b"SQLite format 3\0" + bytes(200),
    "rich text": b"{\\rtf1\\ansi\\deff0 {\\fonttbl {\\f0 Times;}} \\f0\\fs24 " + WORDS + b"}",
    "PostScript": b"%!PS-Adobe-3.0\n%%Title: x\n" + WORDS,
    "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><text>hello</text></svg>',
    "a picture written in letters": base64.encodebytes(noise(600)),
    "zeros": bytes(50),
    "a picture that an editor has saved as text": noise(300).decode("utf-8", "replace").encode(),
    "noise": noise(2000),
    "noise without control characters": noise(700, 160),
    "hardly any noise": noise(6, 128),
}


@pytest.mark.parametrize("name", ["a.txt", "photo.jpg", "a.html", "a"])
@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_text_is_refused_by_any_name(form: str, name: str) -> None:
    # What may be a page is one that holds no article.
    refusals = (NotText, NoArticle) if name.endswith("html") else (NotText,)
    with pytest.raises(refusals):
        read_document(FORMS[form], name)


TEXTS = {
    "The free café in Zürich closed, “really,” she said.": ["cp1252", "mac_roman", "utf-8"],
    "BMW erklärte, die Löhne für das Frühjahr blieben gleich.": ["cp1252", "utf-8"],
    "La mairesse a dit : « C’est l’été. Ça n’a pas marché. »": ["cp1252", "utf-8"],
    "Мэр города сказала, что паром останется до весны.": ["cp1251", "utf-8", "utf-16"],
    "Burmistrz powiedziała, że żółć nie płynie w Źdźble.": ["cp1250", "utf-8"],
    "Η δήμαρχος είπε ότι το πλοίο θα μείνει μέχρι την άνοιξη.": ["cp1253", "utf-8"],
    "市长周一表示，渡轮将停留到春天，议会投票决定购买第二艘渡轮。": ["gb18030", "utf-8"],
    "市長は月曜日、フェリーは春まで残ると述べた。もう待てないと言った。": ["shift_jis", "utf-8"],
    "시장은 월요일에 페리가 봄까지 머물 것이라고 말했다.": ["euc_kr", "utf-8"],
    "นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าเรือเฟอร์รี่จะอยู่จนถึงฤดูใบไม้ผลิ": ["cp874", "utf-8"],
    "Müll": ["cp1252", "utf-8"],
    "# Notes\n\n* one: Maß\n* two: Öl\n\n[a link](https://x.example/a/b?c=d)": ["cp1252", "utf-8"],
    "GIFs, MZ and Rar! are words too; ID3 tags as well. A moov atom. PS: BM.": ["ascii"],
}


@pytest.mark.parametrize(
    ("text", "charset"), [(text, charset) for text, names in TEXTS.items() for charset in names]
)
def test_a_text_is_read_whatever_its_charset_and_its_first_letters(text: str, charset: str) -> None:
    assert read_document(text.encode(charset), "a.txt").text == text


def test_links_and_feeds_that_lead_to_a_picture_are_refused_for_what_it_is(
    web: WebServer, workers: WorkerPool
) -> None:
    reader = Reader(workers, web.downloader())
    picture = FORMS["a JPEG's head before words"]
    for number, media_type in enumerate(("text/plain", "text/html", "", "image/jpeg")):
        with pytest.raises(NotText):
            reader.read(web.serve(f"/{number}", picture, media_type))
    with pytest.raises(NoFeed):
        read_feed(picture, "feed")
