//! The README's picture, cut from the page that the examples give.

/// The wide chart of the series with the page's style in it, without the links into the page.
pub(crate) fn cut(page: &str) -> Option<String> {
    let style = between(page, "<style>", "</style>")?;
    let from = page.find("id=\"series-wide\"")?;
    let start = page[..from].rfind("<svg")?;
    let chart = &page[start..start + page[start..].find("</svg>")? + "</svg>".len()];
    let (tag, rest) = chart.split_at(chart.find('>')? + 1);
    // Page margins and hidden narrow twins are the page's affair.
    let own = "svg.chart { display: block; background: var(--paper); padding: 12px; }";
    Some(format!("{tag}<style><![CDATA[{style}\n{own}]]></style>{}\n", without_links(rest)))
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(open)?;
    Some(rest.split_once(close)?.0)
}

fn without_links(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some((before, link)) = rest.split_once("<a ") {
        out.push_str(before);
        rest = link.split_once('>').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("</a>", "")
}
