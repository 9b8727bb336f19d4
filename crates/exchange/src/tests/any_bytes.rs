//! No bytes make a reader fail.

use super::all;
use crate::Format;
use proptest::prelude::*;

/// Beginnings that a format takes, so that what follows is read as its rows.
const HEADS: [(Format, &str); 9] = [
    (Format::Gdelt, "SQLDATE,EventCode,Actor1Code,Actor2Code\n20200101,042,USA,CHN\n"),
    (Format::Gdelt1, "SQLDATE\tEventCode\tActor1Code\tActor2Code\n20200101\t042\tUSA\tCHN\n"),
    (Format::Icews, "date,source,event_text,target,cameo,goldstein\n2014-01-01,Iran,Consult,Iraq,040,1\n"),
    (Format::Polecat, "Event ID\tEvent Date\tEvent Type\tActor Country\n1\t2020-01-01\tAID\tUSA\n"),
    (
        Format::Acled,
        "event_id_cnty,event_date,event_type,sub_event_type,actor1\nX1,2020-01-01,Battles,Armed clash,A\n",
    ),
    (Format::Ucdp, "id,date_start,type_of_violence,side_a,side_b\n1,2020-01-01,1,Government of Mali,X\n"),
    (
        Format::Phoenix,
        "Date\tEventCode\tEventRootCode\tSourceActorFull\tTargetActorFull\n20200101\t042\t04\tUSA\tCHN\n",
    ),
    (
        Format::Plover,
        "{\"id\":\"1\",\"date\":\"2020-01-01\",\"event\":[\"AID\"],\"actor\":[{\"code\":\"USA\"}]}\n",
    ),
    (Format::Keds, "date,source,target,code\n2020-01-01,USA,CHN,042\n"),
];

/// Bytes that the readers give a meaning to, and any others.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let telling = prop::sample::select(b"\t,;\"\n\r\0{}[]:.0123456789-/AZaz \xff\xe9".to_vec());
    prop::collection::vec(prop_oneof![4 => telling, 1 => any::<u8>()], 0..600)
}

proptest! {
    #[test]
    fn any_file(input in bytes()) {
        for format in Format::ALL {
            if let Ok((events, tally)) = all(format, &input) {
                prop_assert_eq!(events.len() as u64, tally.events);
                prop_assert_eq!(tally.events + tally.refused.values().sum::<u64>(), tally.rows_in);
            }
        }
    }

    #[test]
    fn any_rows(rows in bytes()) {
        for (format, head) in HEADS {
            let (events, tally) = all(format, &[head.as_bytes(), &rows].concat()).expect("a file of the format");
            prop_assert!(!events.is_empty(), "{:?}: {:?}", format, tally);
            prop_assert_eq!(tally.events + tally.refused.values().sum::<u64>(), tally.rows_in);
        }
    }

    #[test]
    fn twice_the_same_ids(rows in bytes()) {
        for (format, head) in HEADS {
            let input = [head.as_bytes(), &rows].concat();
            prop_assert_eq!(all(format, &input).expect("of the format"), all(format, &input).expect("of the format"));
        }
    }
}
