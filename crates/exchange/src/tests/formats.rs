//! One or two rows of each format.

use super::{all, check, named};
use crate::{Format, Repair};

fn gdelt_row(id: &str, date: &str, actors: [&str; 2], code: [&str; 3], url: &str) -> String {
    let actor = |code: &str| format!("{code}\t{}\t\t\t\t\t\t\t\t", code.get(..3).unwrap_or(""));
    let place = "4\tBaku, Baki, Azerbaijan\tAJ\tAJ09\t\t40.39\t49.88\t-2705195";
    format!(
        "{id}\t{date}\t202011\t2020\t2020.8\t{}\t{}\t1\t{}\t{}\t{}\t4\t-5.0\t7\t2\t3\t1.5\t0\t\t\t\t\t\t\t\t0\t\t\t\t\t\t\t\t{place}\t20201113001500\t{url}\n",
        actor(actors[0]),
        actor(actors[1]),
        code[0],
        code[1],
        code[2],
    )
}

#[test]
fn gdelt() {
    let row = gdelt_row(
        "1",
        "20201113",
        ["AZEGOV", "IGOEUREEC"],
        ["173", "173", "17"],
        "https://www.example.org/a?b",
    );
    let (events, _) = check(
        Format::Gdelt,
        &row,
        &["COERCE [arrest] 173 AZE.GOV > EUR. 2020-11-13..2020-11-13 deeds_against quad Some(4) -5"],
    );
    let event = &events[0];
    let place = event.place.as_ref().expect("a place");
    assert_eq!((place.name.as_str(), place.admin1.as_deref()), ("Baku", Some("Baki")));
    assert_eq!(place.country.map(|c| c.to_string()).as_deref(), Some("AZE"));
    assert_eq!(
        (event.publishers.as_slice(), event.n_articles, event.n_reports()),
        (&["example.org".to_owned()][..], 3, 7)
    );
}

#[test]
fn gdelt_ids() {
    let one = gdelt_row("7", "20201113", ["USA", "CHN"], ["042", "042", "04"], "http://a.b/");
    let other = gdelt_row("7", "20201113", ["USA", "RUS"], ["042", "042", "04"], "http://a.b/");
    let (events, tally) = all(Format::Gdelt, format!("{one}{one}{other}").as_bytes()).expect("GDELT");
    assert_eq!(events.len(), 2);
    assert_ne!(events[0].id, events[1].id);
    assert_eq!(tally.refused.values().sum::<u64>(), 1);
    assert_eq!(tally.repaired.get(&Repair::IdTwice), Some(&1));
}

#[test]
fn icews() {
    let head = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t\
        Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";
    let row = "5\t2018-06-01\tMinistry (Iran)\tCenter Right,Executive,Government\tIran\tConsult\t040\t1\tPalestine Office\tMilitary\t\
        Occupied Palestinian Territory\t9\t2\tA Paper\tGaza\tNA\tGaza Strip\tOccupied Palestinian Territory\t31.5\t34.47\n";
    let no_code = row.replace("040", "NA").replace("2018-06-01", "6/2/2018");
    let (events, _) = check(
        Format::Icews,
        &format!("{head}{row}{no_code}"),
        &[
            "CONSULT [] 040 IRN.GOV > PSE.MIL 2018-06-01..2018-06-01 contacts quad Some(1) 1",
            "CONSULT [] 040 IRN.GOV > PSE.MIL 2018-06-02..2018-06-02 contacts quad Some(1) 1",
        ],
    );
    assert_eq!(events[0].publishers, ["A Paper"]);
}

#[test]
fn icews_benchmark() {
    let text = "date,source,event_text,target,cameo,goldstein\n\
        2014-01-01,Police (Australia),\"Arrest, detain, or charge with legal action\",Women (Australia),173,-5\n\
        2014-01-01,A. N. Other,Make an appeal or request,South Sudan,020,3\n";
    let (_, tally) = check(
        Format::Icews,
        text,
        &[
            "COERCE [arrest] 173 AUS.COP > AUS. 2014-01-01..2014-01-01 deeds_against quad Some(4) -5",
            "REQUEST [] 020 . > SSD. 2014-01-01..2014-01-01 asks quad Some(1) 3",
        ],
    );
    assert_eq!(tally.repaired.get(&Repair::UnknownActor), Some(&1));
}

#[test]
fn polecat() {
    let text = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\t\
        Primary Actor Sector\tActor Sectors\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tHeadline\n\
        a_1\t2023-02-01\tCOERCE\tarrest\t-7.0\tMATERIAL CONFLICT\tintelligence; political_institutions\tPolice\tNone\t373\tCOP\t\
        COP; GOV\tJos\u{e9}\tIRN\t630\tCVL\tnone of ours\t\t\n";
    let text = text.as_bytes().to_vec();
    let latin: Vec<u8> = String::from_utf8(text).expect("text").chars().map(|c| c as u8).collect();
    let (events, tally) = all(Format::Polecat, &latin).expect("POLECAT");
    assert_eq!(
        super::told(&events[0]),
        "COERCE [arrest] COERCE AZE.COP+GOV > IRN.CVL 2023-02-01..2023-02-01 deeds_against quad Some(4) -7"
    );
    assert_eq!(events[0].contexts, ["intelligence", "political_institutions"]);
    assert_eq!(events[0].recipients[0].entity_name.as_deref(), Some("José"));
    assert_eq!(tally.repaired.get(&Repair::Latin1), Some(&1));
}

#[test]
fn acled() {
    let text = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,country,admin1,location,latitude,longitude,geo_precision,source,fatalities\n\
        M1,30 June 2022,1.0,Battles,Armed clash,Military Forces of Mali (2021-),State forces,A Group,Rebel group,Mali,Gao,Gao,16.2,-0.04,1,P; Q,3\n\
        M2,19173.0,2,Violence against civilians,Attack,A Group,2.0,Civilians (Mali),7.0,Mali,Gao,Gao,16.2,-0.04,2,P,0\n";
    let (events, _) = check(
        Format::Acled,
        text,
        &[
            "ASSAULT [] Armed clash MLI.MIL,.REB both 2022-06-30..2022-06-30 deeds_against quad Some(4) -9",
            "ASSAULT [] Attack .REB > MLI.CVL 2022-06-27..2022-07-03 deeds_against quad Some(4) -9",
        ],
    );
    assert_eq!((events[0].counts[0].min, events[0].publishers.len()), (Some(3), 2));
}

#[test]
fn ucdp() {
    let text = "id,type_of_violence,side_a,side_b,gwnoa,gwnob,date_start,date_end,date_prec,country,best,high,low,where_prec,where_coordinates\n\
        1,1,Government of Russia (Soviet Union),A Front,365,,2020-01-03 00:00:00.000,2020-01-05,2,Russia (Soviet Union),4,9,2,1,Grozny\n\
        2,3,A Front,Civilians,,,2020-01-05,2020-01-05,1,Mali,1,1,1,6,Mali\n";
    let (events, _) = check(
        Format::Ucdp,
        text,
        &[
            "ASSAULT [] 1 RUS.GOV,.REB both 2020-01-03..2020-01-05 deeds_against quad Some(4) -9",
            "ASSAULT [] 3 .REB > MLI.CVL 2020-01-05..2020-01-05 deeds_against quad Some(4) -9",
        ],
    );
    assert_eq!((events[0].counts[0].min, events[0].counts[0].max), (Some(2), Some(9)));
}

#[test]
fn phoenix() {
    let text = "e1\t20150601\t2015\t06\t01\tUSAGOV\tUSA\tGOV\t\tRUSMIL\tRUS\tMIL\t\t42\t4\t0\t1.9\t\t55.7\t37.6\tMoscow\tMoskva\tRUS\t1_2\thttp://a.org/x;http://b.org/y\t\n";
    let (events, _) = check(
        Format::Phoenix,
        text,
        &["CONSULT [visit] 042 USA.GOV > RUS.MIL 2015-06-01..2015-06-01 contacts quad Some(0) 1.9"],
    );
    assert_eq!(events[0].publishers, ["a.org", "b.org"]);
}

#[test]
fn plover() {
    let text = r#"{"id":"x","date":"2020-02-01","enddate":"2020-02-03","event":["PROTEST"],"mode":["demo","dance"],"context":["human rights"],"actor":[{"code":"IRN","sector":"OPP"}],"recipient":[{"code":"IRN","sector":["GOV"]}],"quad_code":"MATERIAL CONFLICT","event_scale":-5,"text_info":{"dead":2},"event_loc":{"city":"Tabriz","country":"IRN","lat":38.1,"lon":46.3,"geonameid":"113646"},"cite_info":{"url":"http://a.b/c","publication":"P"}}"#;
    let (events, tally) = check(
        Format::Plover,
        text,
        &["PROTEST [demo] PROTEST IRN.OPP > IRN.GOV 2020-02-01..2020-02-03 deeds_against quad Some(4) -5"],
    );
    assert_eq!(events[0].contexts, ["human_rights"]);
    assert_eq!(events[0].place.as_ref().and_then(|p| p.geonameid), Some(113_646));
    assert_eq!(tally.repaired.get(&Repair::UnknownMode), Some(&1));
}

#[test]
fn keds() {
    let cameo = "date,source,target,code\n1979-04-15,EGYGOV,MOSREB,010\n1979-04-15,ISRMIL,PAL,190\n1979-04-15,ISRMIL,PAL,190\n1990-01-01,USA,USR,0841]\n";
    let expect = [
        " [] 010 EGY.GOV > .REB 1979-04-15..1979-04-15 - quad Some(1) 0",
        "ASSAULT [] 190 ISR.MIL > PSE. 1979-04-15..1979-04-15 deeds_against quad Some(4) -10",
        "ASSAULT [] 190 ISR.MIL > PSE. 1979-04-15..1979-04-15 deeds_against quad Some(4) -10",
        "RETREAT [release] 0841 USA. > SUN. 1990-01-01..1990-01-01 deeds_for quad Some(2) 7",
    ];
    let (events, _) = check(Format::Keds, cameo, &expect);
    assert_ne!(events[1].id, events[2].id, "rows without ids are told apart by their number");
    let evt = "890402\tAUS\tKUW\t223\t(FIGHT)\n890403\tFRN\tGER\t031\t(MEET)\n";
    check(
        Format::Keds,
        evt,
        &[
            "ASSAULT [] 223 AUT. > KWT. 1989-04-02..1989-04-02 deeds_against quad Some(4) -10",
            "CONSULT [] 031 FRA. > DEU. 1989-04-03..1989-04-03 contacts quad Some(1) 1",
        ],
    );
    let undecided = b"date,source,target,code\n1990-01-01,AUS,USA,031\n";
    let country = |file: &str| {
        let (events, _) = named(Format::Keds, undecided, file).expect("KEDS");
        events[0].actors[0].country.map(|c| c.to_string())
    };
    assert_eq!((country("a.weis.csv").as_deref(), country("a.csv").as_deref()), (Some("AUT"), Some("AUS")));
}

#[test]
fn plover_of_our_own() {
    let text = r#"{"id":"e_1","has_event":true,"date":"2012-03-01","enddate":"2012-03-31","granularity":"month","actor":[{"code":"AZE","sector":["GOV"]},{"code":"IRN","sector":["GOV"]}],"recipient":[],"event":["ASSAULT"],"quad_code":4,"event_scale":-9.0,"mode":[],"context":[],"cameo":"190","status":"denied","reciprocal":true,"size":{"dead":{"min":20,"max":null},"injured":"dozens"},"event_loc":{"resolved_place":"Nakhchivan","lat":39.2,"lon":45.4,"country_code":"AZE","resolution":2}}
{"id":"e_2","has_event":false,"date":"2012-03-01"}"#;
    let expect =
        ["ASSAULT [] ASSAULT AZE.GOV,IRN.GOV both 2012-03-01..2012-03-31 deeds_against quad Some(4) -9"];
    let (events, _) = check(Format::Plover, text, &expect);
    let event = &events[0];
    assert_eq!(
        (event.status.name(), event.date.granularity.name(), event.cameo.as_deref()),
        ("denied", "month", Some("190"))
    );
    let counts: Vec<_> =
        event.counts.iter().map(|c| (c.what.as_str(), c.min, c.max, c.words.as_str())).collect();
    assert_eq!(counts, [("injured", None, None, "dozens"), ("killed", Some(20), None, "")]);
    assert_eq!(event.place.as_ref().map(|p| p.precision.name()), Some("province"));
}
