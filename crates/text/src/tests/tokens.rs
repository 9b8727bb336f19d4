//! How words and marks are cut, after UD English EWT 2.16.

use super::doc;

/// `expect` is the tokens with one space between them.
fn check(text: &str, expect: &str) {
    let doc = doc(text);
    let found: Vec<&str> = doc.tokens.iter().map(|&token| doc.text(token)).collect();
    assert_eq!(found.join(" "), expect, "in {text:?}");
}

#[test]
fn contractions_and_possessives_part() {
    check("They don't know Iran's plan, can't they?", "They do n't know Iran 's plan , ca n't they ?");
    check("We cannot say; they’re gonna go.", "We can not say ; they ’re gon na go .");
    check(
        "The soldiers' wives won’t leave O'Connor's house",
        "The soldiers ' wives wo n’t leave O'Connor 's house",
    );
    check("Shi'ite and Ba'athist in the '90s and 1990's", "Shi'ite and Ba'athist in the '90s and 1990's");
    check("DON'T SAY THEY'VE LEFT", "DO N'T SAY THEY 'VE LEFT");
    check("we 'll go , they do n't", "we 'll go , they do n't");
}

#[test]
fn compounds_part_but_prefixes_stay() {
    check("Malta-based ferries in 15-year-old towns", "Malta - based ferries in 15 - year - old towns");
    check("anti-government co-founder sent an e-mail", "anti-government co-founder sent an e-mail");
    check("non-Iranian ex-minister, mid-2004", "non-Iranian ex-minister , mid-2004");
    check("Call 555-1234 or 202-555-1234 by 2012-03-15", "Call 555-1234 or 202-555-1234 by 2012-03-15");
    check("2004-2005 and pre- and post-war", "2004 - 2005 and pre - and post-war");
    check("al\u{2010}Orva", "al \u{2010} Orva");
}

#[test]
fn numbers_money_and_units() {
    check("$1.5 million, 10,000 men, 25% and US$3", "$ 1.5 million , 10,000 men , 25 % and US$ 3");
    check("30km away at 5pm in the 1970s, 3rd time", "30 km away at 5 pm in the 1970s , 3rd time");
    check("at 5:30 on 9/11 and 15/03/2012", "at 5:30 on 9/11 and 15/03/2012");
    check("€20, £5", "€ 20 , £ 5");
}

#[test]
fn abbreviations_keep_their_stop() {
    check("U.S. Gen. Haro of Coast Oil Inc. met J. Orlo.", "U.S. Gen. Haro of Coast Oil Inc. met J. Orlo .");
    check("the U.S.-led force, No. 5", "the U.S. - led force , No. 5");
    check("He said no. Ph.D. etc.", "He said no . Ph.D. etc.");
    check("at 10 a.m. AT&T rose", "at 10 a.m. AT&T rose");
}

#[test]
fn addresses_are_one_token() {
    check(
        "See https://www.example.org/a-b?c=1, or (www.example.com).",
        "See https://www.example.org/a-b?c=1 , or ( www.example.com ) .",
    );
    check(
        "Write to press.desk@example.org. Example.Net did.",
        "Write to press.desk@example.org . Example.Net did .",
    );
    check("example.org/talks/one @orva_news #truce", "example.org/talks/one @orva_news #truce");
}

#[test]
fn marks_stand_alone() {
    check("“Go,” he said—twice…", "“ Go , ” he said — twice …");
    check("(‘peace’) -- and/or war?!", "( ‘ peace ’ ) -- and / or war ?!");
    check("left.The army", "left . The army");
    check("\"peace,\" 'war'", "\" peace , \" ' war '");
}

#[test]
fn other_scripts_and_pictures() {
    check("Баку, 14 марта.", "Баку , 14 марта .");
    check("السلام، الحرب؟", "السلام ، الحرب ؟");
    check("👍🏽 ok 👨\u{200d}👩\u{200d}👧", "👍🏽 ok 👨\u{200d}👩\u{200d}👧");
    check("nai\u{308}ve café", "nai\u{308}ve café");
}
