"""Furniture: the lines that stand with an article and are not of it, known by their own words.

A notice is a label alone on its line, or speaks to the reader ("Subscribe to our newsletter"), or
says what a picture shows and whose it is, or whose the rights are. Each is known by the whole of
its shape, not by its first word: "Advertisement revenue fell by half." is an article's.
"""

from __future__ import annotations

import re

LONGEST = 60
"""Words of the longest notice."""
_CAPTION_WORDS = 45
_LABELS = re.compile(
    r"(?:advertise(?:ment|rs?)s?|sponsored(?: content| post)?|promoted"
    r"|(?:(?:scroll down|story continues|article continues|continue reading)\b.{0,40})"
    r"|(?:(?:related|recommended|more|top|popular|trending|latest|further|other)\s+)"
    r"(?:articles?|stor(?:y|ies)|topics?|news|content|posts?|videos?|reading|coverage|links?)"
    r"|most (?:read|popular|viewed|shared|commented)|editor['’]?s['’]? (?:picks?|choice)"
    r"|(?:\d+ )?comments?(?: \(\d+\))?|(?:leave|post|write|add) (?:a|your) (?:comment|reply)"
    r"|view (?:all )?comments|join the (?:conversation|discussion)|related|recommended"
    r"|share(?: (?:this|on|via)\b.{0,40})?|print(?: this .{1,20})?|skip to .{2,30}"
    r"|(?:read|show|load|view|see|learn) (?:more|all|next|also)|back to top|see also|click here"
    r"|log ?in|sign (?:in|up)|register(?: now)?|subscribe(?: now| to us| today)?|newsletters?"
    r"|donate(?: now| today)?|support us|download (?:our|the) app|follow (?:us|me)|privacy policy"
    r"|terms (?:of|and) (?:use|service|conditions)|cookies?(?: (?:policy|settings|notice))?"
    r"|accept(?: all)?(?: cookies)?|(?:required fields are marked|\* required).{0,20}"
    r"|anzeige|werbung|mehr zum thema|kommentare?|jetzt abonnieren|teilen|drucken|datenschutz"
    r"|publicité|commentaires?|partager|à lire aussi|lire aussi|sur le même sujet|s['’]abonner"
    r"|publicidad|comentarios?|compartir|lea también|lee también|más información|suscríbete"
    r"|реклама|комментарии|поделиться|читайте (?:также|ещё|еще)|по теме|подписаться"
    r"|коментарі|поділитися|читайте також|за темою|підписатися)"
    r"(?:\s*\(?\d*\)?)\s*[:.!…>»→*]{0,3}",
    re.IGNORECASE,
)
_LEADING_ON = re.compile(
    r"(?:read (?:also|more|next|the full (?:story|report|article))|see also|also read|watch"
    r"|listen|more (?:on this|from .{2,30})|related(?: \w+)?|recommended|newsletter|sponsored"
    r"|lesen sie auch|mehr zum thema|lire aussi|à lire aussi|à lire|lea también|lee también"
    r"|читайте также|читайте ещё|читайте еще|по теме|теги|читайте також|за темою)"
    r"\s*[:|»→].{0,200}",
    re.IGNORECASE | re.DOTALL,
)
_NOTES = re.compile(
    r"(?:tags?|topics?|filed under|keywords|categories|editor['’]s note|share this|schlagwörter"
    r"|mots[- ]clés|etiquetas|теги)\s*[:|].{0,400}",
    re.IGNORECASE | re.DOTALL,
)
_TO_THE_READER = re.compile(
    r"(?:(?:please|to [^,.]{2,40},|want more\?|enjoying? this\b.{0,30}[?!.])\s+)?(?:"
    r"subscribe\s+(?:to|now|today|here|for|and)\b|sign up\s+(?:to|now|today|here|for|and)\b"
    r"|register (?:to|now|here|today)\b|log ?in (?:to|or|here)\b|(?:click|tap) (?:here|the|on)\b"
    r"|join (?:our|us (?:on|at|in|for|now|today|here)|the conversation|the discussion|\d[\d,.]* )\b"
    r"|follow (?:us|me|@\w+|our)\b"
    r"|follow .{2,60} on (?:twitter|x|facebook|instagram|linkedin|threads|bluesky|mastodon"
    r"|telegram|whatsapp|youtube|tiktok|google news|social media)\b"
    r"|share (?:this|on|via)\b|like us on\b|download (?:our|the) (?:free )?\w*\s?app\b"
    r"|support (?:our (?:journalism|work|reporting|newsroom)|independent journalism|us)\b"
    r"|donate (?:to|now|today|here)\b|enter your e-?mail\b|leave a (?:comment|reply)\b"
    r"|(?:write|post|leave) a comment\b|get (?:the|our|all the) .{0,60}(?:newsletter|inbox|app)"
    r"|(?:find|read|see|get|explore|browse|view|discover)"
    r" (?:more|all|our|the latest|the full|other)"
    r" (?:.{0,30}\b)?(?:stories|news|coverage|articles?|fact[- ]checks?|analysis|reporting"
    r"|updates|information|opinion|here|reports?)\b"
    r"|(?:contact|e-?mail|reach|write to|message) .{2,80}(?:@|https?:|www\.)"
    r"|(?:send|share) (?:us )?(?:your |any )?(?:news |story )?(?:tips?|comments|feedback)\b"
    r"|(?:have|got|do you have|have you got) (?:a|any|an?other)? ?(?:news |story )?"
    r"(?:tips?|stor(?:y|ies)|question|comment|views?)\b[^.]{0,60}\?"
    r"|you can (?:follow|subscribe|sign up|unsubscribe|contact|reach)\b"
    r"|thanks? (?:you )?for (?:reading|subscribing)\b|was this .{2,40}\?$"
    r"|abonnieren sie\b|folgen sie uns\b|melden sie sich\b|lesen sie (?:auch|mehr|hier)\b"
    r"|abonnez-vous\b|inscrivez-vous\b|suivez-nous\b|retrouvez (?:tou|plus)"
    r"|suscríb[ae](?:te|se)\b|síguenos\b|síganos\b|regístr[ae](?:te|se)\b"
    r"|подписывайтесь\b|подпишитесь\b|следите за нами\b|присоединяйтесь к нам"
    r"|читайте (?:также|нас|ещё|еще|більше|також)\b"
    r"|підписуйтес[ья]\b|підпишіться\b|долучайтеся\b"
    r").{0,250}",
    re.IGNORECASE | re.DOTALL,
)
_WAYS_OUT = re.compile(
    r".{0,160}\b(?:(?:sign up|subscribe|unsubscribe|click|register|read more) here"
    r"|here to (?:subscribe|unsubscribe|sign up)"
    r"|your e-?mail address will not be published.{0,60}"
    r"|our (?:\w+ ){0,2}newsletters?|view (?:it |this (?:e-?mail )?)?in your browser)"
    r"[.!]?",
    re.IGNORECASE | re.DOTALL,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)\s*(?:copyright\b)?\s*\d{4}|copyright\s*(?:©|\(c\)|\d{4}|by\b|:)).{0,200}"
    r"|.{0,160}(?:all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|все права защищены|усі права захищено)\b.{0,60}"
    r"|(?:this (?:material|content|article|story)|no part of this \w+) may not be .{0,200}"
    r"|we use cookies\b.{0,250}|this (?:web)?site uses cookies\b.{0,250}",
    re.IGNORECASE | re.DOTALL,
)
_OF_THE_PIECE = re.compile(
    r"this (?:article|story|report|post|piece|column|essay|interview|dispatch|transcript)"
    r"(?: (?:is|was|has been|originally|first|also))+"
    r" (?:updated|amended|corrected|appeared|published|posted|reprinted|republished|syndicated"
    r"|translated|adapted|edited|produced|supported|part of|made possible|provided|written by"
    r"|compiled)\b.{0,250}",
    re.IGNORECASE | re.DOTALL,
)
_PICTURE = (
    r"(?:(?:file |ap |reuters |afp |courtesy )?(?:image|photo|photograph|picture|video|graphic"
    r"|illustration|map|chart|foto|bild|grafik|crédit|crédito|credit|фото|відео|видео"
    r"|иллюстрация)s?)"
)
_NAME = r"(?:[^\W\d_a-zà-ÿа-яёіїєґ][\w.'’/-]*|and|und|et|y|и|та|de|van|von|in|at|for|via|with|&|/)"
_NAMES = rf"{_NAME}(?:[,;/]?\s+{_NAME}){{0,14}}"
_CAPTION = re.compile(
    rf"\(?(?i:{_PICTURE}(?:\s+(?:by|credits?|courtesy|source|d['’]illustration))?)"
    r"(?:\s*\([^)]*\))?\s*[:/©].{0,350}",
    re.DOTALL,
)
_CREDIT_LAST = re.compile(
    rf".{{3,350}}\s[(\[]?(?:(?=[A-ZФІВИК])(?i:{_PICTURE}(?:\s+(?:by|credit|courtesy(?: of)?))?)"
    r"\s*[:/©]\s*[^\W\d_][^!?:;\n]{1,60}"
    rf"|(?<=[.!?)\]»”\"(|–—]\s|\s[(\[])(?i:(?:{_PICTURE}|handout) (?:by|via|courtesy(?: of)?))"
    rf"\s{_NAMES}|(?:AP|AFP|Reuters|EPA|dpa|TASS)(?: Photo)?/{_NAMES})\.?[\])]?",
    re.DOTALL,
)
_WORK = r"(?:reporting|editing|writing|graphics|production|research|translation)"
_MADE_BY = re.compile(
    rf"\(?(?i:(?:additional |with )?(?:{_PICTURE}|{_WORK}|translated|edited|compiled) "
    rf"(?:by|via|courtesy of))\s+{_NAMES}"
    rf"(?:[;,.]?\s+(?i:(?:and )?(?:additional )?{_WORK} by)\s+{_NAMES}){{0,4}}\.?\)?",
)
_CONTRIBUTED = re.compile(
    r".{0,160}\bcontributed (?:(?:research|reporting|writing)\b.{0,60}"
    r"|to (?:this|the) (?:report|article|story|piece|dispatch)\b.{0,40})",
    re.IGNORECASE | re.DOTALL,
)
_TELLS = re.compile(
    r"\b(?:said|says|told|tells|asked|added|wrote|warned|argued|replied|answered|according to"
    r"|he|she|they|his|her|sagte|dit|a déclaré|dijo|сказал\w*|заявил\w*|сказав|сказала|заявив)\b",
    re.IGNORECASE,
)
"""Signs of telling: with one of these, words to the reader are somebody's within the story."""
_SAYS = re.compile(r"\b(?:said|says|told|asked|added|argued|replied)\b", re.IGNORECASE)
_MARKUP = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")


def is_boilerplate(words: str) -> bool:
    """Whether a paragraph of these words is furniture. Markdown's marks around them are no help
    and no hindrance.
    """
    if len(words) > 700 or len(words.split()) > LONGEST:
        return False
    if words.startswith("!["):
        return True
    plain = _MARKUP.sub(r"\1", words).strip("*_>()[] \t\n")
    if not any(c.isalnum() for c in plain):
        return not any(c in "?!\"'“”«»" for c in words)
    whole = (_LABELS, _RIGHTS, _MADE_BY, _NOTES)
    if any(shape.fullmatch(plain) for shape in whole):
        return True
    if _CAPTION.fullmatch(plain):
        return not _SAYS.search(plain)
    if any(
        shape.fullmatch(plain)
        for shape in (_TO_THE_READER, _LEADING_ON, _WAYS_OUT, _OF_THE_PIECE, _CONTRIBUTED)
    ):
        return not (_TELLS.search(plain) or plain[0] in '"“«„‘')
    return len(words.split()) <= _CAPTION_WORDS and _is_credited(words.strip("*_> \t\n"))


def _is_credited(words: str) -> bool:
    """Whether the words are a caption that ends in whose picture it is."""
    return _CREDIT_LAST.fullmatch(words) is not None and not any(c in words for c in '"“”«»„')
