"""The house's Markdown becomes plain, safe markup."""

import pytest
from lxml import html as lxml_html

from exporters.commentary import commentary_markup


def test_markdown_is_rendered_below_the_pages_own_headings() -> None:
    assert commentary_markup("# Now\n\n## Then\n\n*a* **b** `c`\n\n- [x](https://x.example/)") == (
        "<h3>Now</h3>\n<h4>Then</h4>\n<p><em>a</em> <strong>b</strong> <code>c</code></p>\n"
        '<ul>\n<li><a href="https://x.example/" rel="noopener noreferrer nofollow">x</a></li>\n</ul>\n'
    )


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hi)",
        "[x](//evil.example/)",
        "![x](https://evil.example/p.png)",
        '<img src=x onerror="alert(1)">',
        "<svg><style><a title='</style><img src=x onerror=alert(1)>'>",
        '[x](https://x.example/ "\\" onmouseover=\\"alert(1)")',
    ],
)
def test_nothing_active_comes_through(markdown: str) -> None:
    elements = list(lxml_html.fragment_fromstring(commentary_markup(markdown), create_parent="div").iter())
    assert {element.tag for element in elements} <= {"div", "p", "a"}
    assert {str(name) for element in elements for name in element.attrib} <= {"href", "title", "rel"}
    assert all(str(element.get("href", "https:")).startswith("https:") for element in elements)
