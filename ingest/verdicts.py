"""Whether a cell says that a piece was adopted: 是, ×, 未采用, 退稿, 审核中, 人民日报采用.

What is neither a yes nor a no is never taken for one: a person is asked, once for each word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Verdict = Literal["yes", "no", "not_yet", "blank", "beside", "unclear"]

_VERB = (
    "采用|录用|采纳|采编|选用|刊用|刊发|刊登|刊载|刊播|登载|登报|见报|见刊|发表|发布|播出|播发|推送|上稿|用稿"
    "|选登|入选|上线|中稿|编发|载用|转载|转发"
)
_ANY_VERB = re.compile(_VERB)
# Headings under which nothing but a verdict can stand, and those under which a sentence may.
_ASKED = re.compile(
    rf"(?:(?:稿件|信息|文章|作品)?是否(?:已经?|被|予以?|获得?|最终|实际|成功|正式|确认)*(?:{_VERB})(?:稿件|信息)?了?"
    rf"|(?:稿件|信息|文章|作品)?(?:{_VERB})(?:与否|否|没有|了没有?|了吗)|是否(?:计分|计入|统计|有效|算分)|(?:计分|计入|有效)与否)"
)
_TOLD = re.compile(
    rf"(?:稿件|信息|文章|作品)?(?:(?:{_VERB})(?:情况|结果|状态|标[志记识])?"
    r"|(?:审核|审稿|审批|编审|终审|处理|办理|反馈)?(?:状态|结果)|(?:审核|审稿|审批|编审|终审|稿件|处理)情况"
    r"|(?:审核|审稿|审批|编审|终审|处理|办理|采编|编辑)(?:意见|结论))"
)
_WORDS_OF_YES = (
    "是|有|对|√|✓|✔|✅|☑|∨|V|Y|YES|T|TRUE|1|OK|已用|采|用|用了|采了|已采|录|已录|已登|已发|上了|已上|计|计分|计入|有效|通过并采用"
)
_WORDS_OF_NO = (
    "否|无|非|不|没|没有|未|×|✗|✘|✕|✖|❌|╳|⨯|Х|X|N|NO|F|FALSE|0|未用|不用|没用|未采|不采|未录|未登|未发|未上|未过"
    "|落选|废|退|毙|枪毙|不计|不计分|不计入|无效|作废"
)
_YES, _NO = frozenset(_WORDS_OF_YES.split("|")), frozenset(_WORDS_OF_NO.split("|"))
_BLANK = re.compile(r"[\W_]*")
_NEGATED = re.compile(
    rf"(?:未能?|没有?|不|无|拒绝?|非)(?:能|予以?|获得?|被|得到|再|准予?|批准)*(?:{_VERB}|通过|过审|用)|[未没][被获].{{1,12}}?(?:{_VERB})"
)
_STILL = re.compile(r"(?:尚|暂时?|还|目前|暂且|仍)[未没不无]|未定|未知|不详|没定")
_SENT_BACK = re.compile(
    r"退稿|退回|退改|退修|撤稿|撤回|撤销|撤下|拒稿|毙稿|驳回|落选|作废|淘汰|弃用|废稿|下架|不予|取消"
)
_ON_ITS_WAY = re.compile(
    r"拟|待|候|即将|等|将[被于]|准备|预计|建议|推荐|计划|申请|争取|备用|备选|备稿|暂存|留存|排队|排版|审核|审批|审稿|编审|编辑|在审|送审|初审|复审|终审"
    r"|处理|办理|研究|(?:已上?报送?|上报|报送)$|已投|投稿|已送|送出|已推|进行中|流程|[下明](?:期|月|周|日|天)|近[日期]"
)
_MAY_BE = re.compile(r"通过|同意|可以?|应|能|准予?|要求|如|若|或|疑|[?？]")
_ADOPTED = re.compile(rf".{{0,24}}(?:{_VERB})[了过]?(?:\d{{1,3}}[篇条次件])?(?:\(.{{0,16}})?")
# How a commission was met, or whether something came in time: no word on adoption.
_BESIDE = re.compile(r".{0,6}(?:完成|办结|办理完毕|逾期|按时|按期|准时|超期|超时|及时|正常|齐全)")
_SENTENCE = re.compile(r"[《》\d]{2}|《|月|报(?![送道])|网|台|刊(?![发登载用播出])|电视|客户端|公众号|微信")


def is_asked(heading: str) -> bool:
    """Tell whether a heading asks nothing but whether a piece was adopted."""
    return _ASKED.fullmatch(heading) is not None


def is_verdict(heading: str) -> bool:
    """Tell whether under a heading may stand whether a piece was adopted."""
    return is_asked(heading) or _TOLD.fullmatch(heading) is not None


@lru_cache(maxsize=4096)
def verdict_of(text: str) -> Verdict:
    """Return what a cell says of adoption; "beside" where it speaks of something else, "blank" where of nothing."""
    said = _plain(text)
    if said in _YES:
        return "yes"
    if said in _NO:
        return "no"
    if _BLANK.fullmatch(said):
        return "unclear" if re.search("[○●◎△▲☆★□■?？+]", said) else "blank"
    if len(said) > 40:
        return "unclear"
    parts = {_part(part) for part in re.split("[,，;；、/。]|但|并", said) if part}
    return parts.pop() if len(parts) == 1 else "unclear"


def yes_or_no(text: str) -> Literal["yes", "no"] | None:
    """Return what a cell of a column of any meaning says, where it is no more than yes or no."""
    said = _plain(text)
    if said in _YES or said in ("符合", "合格", "达标", "通过", "已", "属于", "认可"):
        return "yes"
    if said in _NO or said in ("不符合", "不合格", "不达标", "不通过", "不属于", "不认可"):
        return "no"
    return None


def is_sentence(text: str) -> bool:
    """Tell whether a cell says where or when, and not only whether."""
    return _SENTENCE.search(text) is not None


def says_not_adopted(text: str) -> Verdict | None:
    """Return the verdict of a cell or heading that is there for something else, where it plainly says no."""
    if len(text) > 24 or not _MAY_SAY_SO.search(text):
        return None
    verdict = verdict_of(
        re.sub(
            r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]+|(?:稿件?|信息|文章|部分|作品|的)+$",
            "",
            text.strip(),
        )
    )
    return verdict if verdict in ("no", "not_yet") else None


_MAY_SAY_SO = re.compile(
    r"(?:[未没不]|尚|暂|拟|待|候).{0,4}(?:采|录|刊|登|见报|发表|选|播)|退稿|撤稿|废稿|毙稿|审核中|备用稿|落选|作废|弃用"
    r"|[未不]通过|不(?:予)?(?:计分|计入|统计)|^(?:已?(?:退回|撤回|驳回|退改|退修|备选)|拟报送)"
)


def _plain(text: str) -> str:
    said = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    said = re.sub(r"^[(【\[\"'“]+|[)】\]\"'”。.!！:：]+$", "", said) or said
    return re.sub(r"^(\d+)\.0+$", r"\1", said).replace("\ufe0f", "")


def _part(said: str) -> Verdict:
    """Judge what stands between two marks: the first of these that it is."""
    if said in _YES or said in _NO:
        return "yes" if said in _YES else "no"
    negated = _NEGATED.search(said) or _SENT_BACK.search(said)
    tried: tuple[tuple[object, Verdict], ...] = (
        (_STILL.search(said), "not_yet"),
        (negated and _ANY_VERB.search(_NEGATED.sub("", said)), "unclear"),
        (negated, "no"),
        (_BESIDE.fullmatch(said), "beside"),
        (_MAY_BE.search(said), "unclear"),
        (_ON_ITS_WAY.search(said), "not_yet"),
        (_ADOPTED.fullmatch(said) and not re.search("[未没不无]", said), "yes"),
    )
    return next((verdict for found, verdict in tried if found), "unclear")
