//! What files suffer on their way, and files that are something else.

use super::{all, check};
use crate::{Format, Reason, Repair};

const HEAD: &str = "date,source,target,code\n";

#[track_caller]
fn refused(format: Format, input: &[u8], reason: Reason, events: usize) {
    let (found, tally) = all(format, input).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((found.len(), tally.refused.get(&reason)), (events, Some(&1)), "{tally:?}");
}

#[test]
fn nothing_is_no_error() {
    for format in Format::ALL {
        for empty in ["", "\n\n", "\u{feff}"] {
            let (events, tally) = all(format, empty.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
            assert_eq!((events.len(), tally.rows_in), (0, 0), "{}", format.name());
        }
    }
    let (events, tally) = all(Format::Keds, HEAD.as_bytes()).expect("a header only");
    assert_eq!((events.len(), tally.rows_in), (0, 0));
}

#[test]
fn broken_rows() {
    let row = "1990-01-01,USA,IRQ,190\n";
    let with = |more: &[u8]| [HEAD.as_bytes(), row.as_bytes(), more].concat();
    refused(Format::Keds, &with(b"1990-01-01,US"), Reason::TooFewColumns, 1);
    refused(Format::Keds, &with(b"1990-01-02,USA,I\0Q,190\n"), Reason::Binary, 1);
    refused(Format::Keds, &with(HEAD.as_bytes()), Reason::HeaderAgain, 1);
    refused(Format::Keds, &with(b"1990-02-30,USA,IRQ,190\n"), Reason::BadDate, 1);
    refused(Format::Keds, &with(b"1990-01-02,USA,IRQ,290\n"), Reason::UnknownCode, 1);
    refused(Format::Keds, &with(b"1990-01-02,USA,IRQ,\n"), Reason::NoCode, 1);
    refused(Format::Keds, &with(b"1990-01-02,,,190\n"), Reason::NoActors, 1);
    refused(Format::Keds, &with(b"1990-01-02,\"USA,IRQ,190\n"), Reason::OpenQuote, 1);
    let open = [&b"1990-01-02,\"USA,IRQ,190\n"[..], &row.repeat(500).into_bytes()].concat();
    refused(Format::Keds, &with(&open), Reason::OpenQuote, 501);
    let long = [&b"1990-01-02,"[..], &vec![b'X'; 3 << 20], b"\n1990-01-03,USA,IRQ,190\n"].concat();
    refused(Format::Keds, &with(&long), Reason::TooLong, 2);
    let json = b"{\"id\":1,\"date\":\"2020-01-01\",\"event\":\"AID\",\"actor\":\"USA\"}\n{broken\n";
    refused(Format::Plover, json, Reason::BadJson, 1);
}

#[test]
fn other_formats_are_told() {
    let keds = format!("{HEAD}1990-01-01,USA,IRQ,190\n");
    for format in [Format::Gdelt, Format::Icews, Format::Polecat, Format::Acled, Format::Ucdp, Format::Plover]
    {
        let error = all(format, keds.as_bytes()).expect_err("not KEDS");
        assert!(error.hint().is_some_and(|h| h.contains("looks like keds")), "{error}");
    }
    for (bytes, word) in
        [(&b"PAR1...."[..], "Parquet"), (b"\x1f\x8b\x08", "gzip"), (b"\xff\xfea\0", "UTF-16")]
    {
        let error = all(Format::Gdelt, bytes).expect_err("no text");
        assert!(error.hint().is_some_and(|h| h.contains(word)), "{error:?}");
    }
    let error = all(Format::Gdelt, b"a,b\n1,2\n").expect_err("nothing");
    assert!(error.hint().is_some_and(|h| h.contains("61 columns")), "{error:?}");
}

#[test]
fn commas_quotes_nulls_and_lost_zeros() {
    let mut cells = vec!["NULL".to_owned(); 58];
    for (at, value) in [
        (0, "5"),
        (1, "20180530"),
        (5, "USA"),
        (15, "CHN"),
        (26, "61"),
        (27, "61"),
        (28, "6"),
        (29, "2"),
        (30, "6.4"),
        (57, "http://a.b/c, d"),
    ] {
        value.clone_into(&mut cells[at]);
    }
    let row = cells
        .iter()
        .map(|c| if c == "NULL" { c.clone() } else { format!("\"{c}\"") })
        .collect::<Vec<_>>()
        .join(",");
    let (events, tally) = check(
        Format::Gdelt1,
        &row,
        &["COOPERATE [] 061 USA. > CHN. 2018-05-30..2018-05-30 deeds_for quad Some(2) 6.4"],
    );
    assert_eq!(events[0].imported.as_ref().and_then(|i| i.url.as_deref()), Some("http://a.b/c, d"));
    assert_eq!(tally.repaired.get(&Repair::LostZero), Some(&1));
    let short = cells[..57].join("\t");
    let (_, tally) =
        all(Format::Gdelt1, format!("{}\n{}\n", cells.join("\t"), short.replace('5', "6")).as_bytes())
            .expect("GDELT 1");
    assert_eq!(tally.repaired.get(&Repair::MissingColumns), Some(&1));
}

#[test]
fn renamed_header_and_a_joined_column() {
    let text = ",Global_Event_ID,Day,Actor_1_Country_Code,Actor_1_Country_ABBR,Actor_2_Country_Code,Actor_2_Country_ABBR,Event_Code,Event_Root_Code,Quad_Class,Goldstein_Scale,Confidence\n\
        0,9,20201113,AZEMIL,AZE,ARM,ARM,190,19,4,-10.0,30\n";
    let (events, _) = check(
        Format::Gdelt,
        text,
        &["ASSAULT [] 190 AZE.MIL > ARM. 2020-11-13..2020-11-13 deeds_against quad Some(4) -10"],
    );
    assert!((events[0].confidence - 0.3).abs() < 1e-6);
}

#[test]
fn quoted_line_ends() {
    let text = "event_id_cnty,event_date,event_type,sub_event_type,actor1,notes,country\n\
        A1,2022-06-30,Protests,Peaceful protest,Protesters (Peru),\"one\ntwo \"\"three\"\"\nfour\",Peru\n\
        A2,2022-06-30,Protests,Peaceful protest,Protesters (Peru),,Peru\n";
    let (events, tally) = all(Format::Acled, text.as_bytes()).expect("ACLED");
    assert_eq!((events.len(), tally.rows_in), (2, 2));
}

#[test]
fn headers_left_out() {
    let mut cells = vec![""; 49];
    for (at, value) in [
        (0, "1"),
        (5, "1"),
        (14, "Government of Mali"),
        (17, "A Front"),
        (33, "Mali"),
        (37, "1"),
        (38, "2024-01-02"),
        (39, "2024-01-02"),
        (44, "3"),
    ] {
        cells[at] = value;
    }
    check(
        Format::Ucdp,
        &cells.join(","),
        &["ASSAULT [] 1 MLI.GOV,.REB both 2024-01-02..2024-01-02 deeds_against quad Some(4) -9"],
    );
}

#[test]
fn a_row_cut_short() {
    let row = "1990-01-01,USA,IRQ,190\n";
    for cut in 0..row.len() {
        let (events, tally) =
            all(Format::Keds, format!("{HEAD}{row}{}", &row[..cut]).as_bytes()).expect("KEDS");
        assert!((1..=2).contains(&events.len()), "{cut}: {tally:?}");
    }
}
