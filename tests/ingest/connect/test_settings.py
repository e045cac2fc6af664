"""connections.toml: what is wrong in it is named by key and value, with what may stand there."""

from __future__ import annotations

import re

import pytest

from ingest.connect.settings import Connections
from warehouse.errors import DataError

HOSTS = 'hosts = ["www.example.cn", "10.1.2.3:8080"]\n'
PAGE = HOSTS + '[[page]]\nname = "党建网"\nurl = "https://www.example.cn/index.html"\n'
FEED = '[[feed]]\nname = "{}"\nurl = "{}"\n'


@pytest.fixture
def loaded(office):
    def load(text):
        (office / "connections.toml").write_text(text, encoding="utf-8")
        return Connections.load(office)

    return load


def test_an_office_without_the_file_has_no_connections(office):
    assert Connections.load(office) is None


def test_what_is_left_out_has_a_value_that_spares_the_server(loaded):
    (page,) = loaded(PAGE).page
    assert (page.pages, page.next, page.articles, page.max_pages, page.every) == (None, None, None, 10, 1.0)


@pytest.mark.parametrize(
    ("url", "is_allowed"),
    [
        ("https://www.example.cn/a", True),
        ("http://WWW.EXAMPLE.CN:80/a", True),
        ("https://www.example.cn:8443/a", False),
        ("http://10.1.2.3:8080/", True),
        ("http://10.1.2.3/", False),
        ("https://example.cn/", False),
        ("https://www.example.cn.evil.example/", False),
    ],
)
def test_a_host_is_meant_exactly_with_its_port(loaded, url, is_allowed):
    text = HOSTS + FEED.format("订阅", url)
    if is_allowed:
        assert loaded(text).feed[0].url == url
    else:
        with pytest.raises(DataError) as told:
            loaded(text)
        assert "“订阅”" in told.value.zh
        assert "加入 hosts" in told.value.zh


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PAGE + "max_page = 3\n", ["“page.1.max_page”", "max_pages", "articles"]),
        ("host = []\n", ["“host”", "hosts", "folder"]),
        (PAGE + "max_pages = 0\n", ["“page.1.max_pages”", "0", "不能小于 1"]),
        (PAGE + "max_pages = 10000\n", ["10000", "不能大于 500"]),
        (PAGE + "every = -1\n", ["“page.1.every”", "不能小于 0"]),
        (PAGE + 'next = "a["\n', ["“page.1.next”", "a[", "CSS 选择器"]),
        (PAGE + 'pages = "https://www.example.cn/2.html"\n', ["{page}"]),
        (PAGE + 'pages = "https://www.example.cn/{page}"\nnext = "a"\n', ["pages 和 next 只能写一个"]),
        (PAGE + 'pages = "https://www.example.org/{page}"\n', ["www.example.org", "加入 hosts"]),
        (PAGE + FEED.format("党建网", "https://www.example.cn/feed"), ["“党建网”用了不止一次"]),
        (HOSTS + FEED.format("../a", "https://www.example.cn/"), ["“feed.1.name”", "../a", "文件夹名"]),
        (HOSTS + FEED.format(".a", "https://www.example.cn/"), ["不能以“.”开头"]),
        (HOSTS + FEED.format("", "https://www.example.cn/"), ["不能为空"]),
        (HOSTS + FEED.format("名" * 41, "https://www.example.cn/"), ["最多 40 个字符"]),
        (HOSTS + FEED.format("a", "ftp://www.example.cn/"), ["“feed.1.url”", "ftp://", "http://"]),
        (HOSTS + FEED.format("a", "https://u:p@www.example.cn/"), ["用户名"]),
        (HOSTS + '[[feed]]\nname = "a"\n', ["“feed.1.url”", "缺少"]),
        ('hosts = ["https://www.example.cn"]\n', ["“hosts.1”", "https://www.example.cn", "主机名"]),
        ('hosts = ["a..b"]\n', ["a..b"]),
        ("hosts = 3\n", ["“hosts”", "3"]),
        ("[[page\n", ["格式有误"]),
    ],
)
def test_a_mistake_is_named_with_its_key_its_value_and_the_way_out(loaded, text, words):
    with pytest.raises(DataError) as told:
        loaded(text)
    assert "connections.toml" in told.value.zh
    assert [word for word in words if word not in told.value.zh] == []


def test_a_source_that_is_not_there_is_named_with_those_that_are(loaded):
    with pytest.raises(DataError) as told:
        loaded(PAGE).chosen(["党建"])
    assert "“党建”" in told.value.zh
    assert "党建网" in told.value.zh


def test_the_example_of_the_guide_can_be_loaded(loaded, repository):
    guide = (repository / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    assert [type(source).__name__ for source in loaded(example).sources] == ["Page", "Feed", "Folder"]
