//! Body, teasers, captions, and what is in no part.

use crate::{Article, Doc, PartKind};

const BODY: &str = "Halmland’s guards have detained nine fishermen near the Orva strait.\n\n\
    The men, according to the ministry, had been mapping the harbour for the neighbour’s navy.\n\n\
    Orva rejected the charge and demanded that its citizens be released at once.";

fn check_titled(text: &str, title: Option<&str>, expect: &[(PartKind, &str)]) {
    let article = Article { text: text.to_owned(), title: title.map(str::to_owned), ..Article::default() };
    let doc = Doc::new(article);
    let found: Vec<_> = doc.parts.iter().map(|part| (part.kind, doc.text(part.span))).collect();
    assert_eq!(found, expect, "in {text:?}");
    for sentence in &doc.sentences {
        assert!(doc.parts[sentence.part].span.contains(sentence.span));
    }
}

fn check(text: &str, expect: &[(PartKind, &str)]) {
    check_titled(text, None, expect);
}

use PartKind::{Body, Caption, Teaser};

#[test]
fn an_article_without_residue_is_one_body() {
    check(&format!("\n {BODY} \n"), &[(Body, BODY)]);
    check("Orva fell.", &[(Body, "Orva fell.")]);
    check("", &[]);
    check(" \n\u{feff}\t", &[]);
}

#[test]
fn a_side_bar_gives_teasers() {
    let text = format!(
        "Strait and strife: a friendship tested\n\nStrait and strife: a friendship tested\n\n{BODY}\n\n\
         Ilir Dosti / Coast News\n Top stories\nThe fleet lost 12 ships in the spring storm.\n\
         Grain exports doubled in 2009.\nPartner news\n---"
    );
    check(
        &text,
        &[
            (Body, BODY),
            (Teaser, "The fleet lost 12 ships in the spring storm."),
            (Teaser, "Grain exports doubled in 2009."),
        ],
    );
}

#[test]
fn labels_in_any_dress() {
    for label in
        ["Most read:", "RELATED ARTICLES", "» Latest news «", "You may also like", "Editor’s picks", "Top 10"]
    {
        check(
            &format!("{BODY}\n\n{label}\n\nMinister resigns over grain scandal"),
            &[(Body, BODY), (Teaser, "Minister resigns over grain scandal")],
        );
    }
    check(
        &format!("{BODY}\nRead also: Minister resigns over grain scandal"),
        &[(Body, BODY), (Teaser, "Minister resigns over grain scandal")],
    );
}

#[test]
fn a_label_inside_prose_means_nothing() {
    let text = "Top stories of the week were read out by the envoy.\n\nAdvertisement of the truce was banned by Orva.\n\n\
                By Friday the army had left the harbour\n\nComments by the minister angered the guards.";
    check(text, &[(Body, text)]);
}

#[test]
fn after_a_short_list_the_article_goes_on() {
    let more = "The guards were praised by the president for their work at sea.";
    check(
        &format!("{BODY}\n\nRead also\nMinister resigns over grain scandal\n\n{more}"),
        &[(Body, BODY), (Teaser, "Minister resigns over grain scandal"), (Body, more)],
    );
    check(
        &format!("{BODY}\n\nTop stories\nNew bridge opens\n\nStory continues below\n\n{more}"),
        &[(Body, BODY), (Teaser, "New bridge opens"), (Body, more)],
    );
}

#[test]
fn a_list_that_lost_its_items_does_not_take_the_article() {
    let first = "The guards were praised by the president for their work at sea.";
    check(&format!("{first}\n\nMore on this...\n\n{BODY}"), &[(Body, first), (Body, BODY)]);
    check(&format!("{BODY}\n\nMore on this\n\n{first}"), &[(Body, BODY), (Teaser, first)]);
}

#[test]
fn lines_that_say_nothing_are_in_no_part() {
    for line in [
        "Advertisement",
        "Share this",
        "Follow us on Twitter",
        "By Ilir Dosti and Ana Voss, Coast News",
        "Ilir Dosti, Reuters",
        "(Reporting by Ilir Dosti; Editing by Ana Voss)",
        "© 2012 Coast News. All rights reserved.",
        "Copyright 2012 Coast News.",
        "Photo credit: Ilir Dosti",
        "March 15, 2012 - 14:05",
        "Published: 15 March 2012",
        "12 comments",
        "* * *",
        "Ana Voss contributed to this report.",
    ] {
        check(&format!("{BODY}\n\n{line}"), &[(Body, BODY)]);
        check(&format!("{line}\n\n{BODY}"), &[(Body, BODY)]);
    }
}

#[test]
fn titles_that_are_repeated_are_in_no_part() {
    let title = "Guards detain nine fishermen";
    check_titled(&format!("{title}\n\n{BODY}"), Some(title), &[(Body, BODY)]);
    check_titled(&format!("{title} | Coast News\n\n{title}\n\n{BODY}"), Some(title), &[(Body, BODY)]);
    check(&format!("{title}\nBy Ilir Dosti\n{title}\n\n{BODY}"), &[(Body, BODY)]);
    let once = format!("{title}\n\n{BODY}");
    check(&once, &[(Body, &once)]);
    check_titled(title, Some(title), &[(Body, title)]);
}

#[test]
fn captions_are_parts() {
    for caption in [
        "Photo: the harbour of Orva in spring",
        "File photo of the Orva strait.",
        "Caption: Guards on the pier",
        "(Photo by Ilir Dosti)",
        "Guards on the pier of Orva. (AP Photo)",
    ] {
        check(&format!("{caption}\n\n{BODY}"), &[(Caption, caption), (Body, BODY)]);
    }
}

#[test]
fn readers_comments_are_left_out() {
    check(&format!("{BODY}\n\nComments\n\nAnna: They should all be released, I say."), &[(Body, BODY)]);
    check(&format!("Comments\n\n{BODY}"), &[(Body, BODY)]);
}
