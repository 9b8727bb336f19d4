//! Mentions and who they are.

use super::{resolve, shown};

/// `mention => KIND COUNTRY SECTORS`, one a line.
const MENTIONS: &str = "
Norway => Country NOR GOV
the Kingdom of Norway => Country NOR GOV
Montevideo => Country URY GOV
the Peruvians => Country PER GOV
the Dutch => Country NLD GOV
the U.S. => Country USA GOV
UK => Country GBR GOV
neighbouring Paraguay => Country PRY GOV
CHILE => Country CHL GOV
Myanmar => Country MMR GOV
the Soviet Union => Country SUN GOV
Czechoslovakia => Country CSK GOV
Equatorial Guinea => Country GNQ GOV
Papua New Guinea's => Country PNG GOV
Congo-Brazzaville => Country COG GOV
Transnistria => Country MDA GOV,PRE
14 Bolivians => Group BOL CVL
a Ghanaian => Person GHA CVL
dozens of Swedes => Group SWE CVL
ethnic Hungarians => Group - CVL
southern Chad => Place TCD -
Rotterdam => Place NLD -
the Caspian Sea => Place - -
New Mexico => Place USA -
turkey => Unknown - -
the Kremlin => Organisation RUS GOV
the White House => Organisation USA GOV
a Pentagon official => Person USA MIL
Uruguay's Interior Ministry => Organisation URY GOV
the Danish defence ministry => Organisation DNK GOV,MIL
the Ministry of National Security of Turkmenistan => Organisation TKM SPY,GOV
Kenya's spy agency => Organisation KEN SPY
Bulgarian spies => Group BGR SPY
the Malian army => Organisation MLI MIL
Ecuadorean army trucks' drivers => Group ECU CVL,MIL
Thai navy helicopters => Group THA MIL
the Swiss embassy => Organisation CHE GOV
the Swiss embassy in Caracas => Organisation CHE GOV
the embassy in Lima => Organisation - GOV
Finland's envoy => Person FIN GOV
Egypt's ambassador to Sudan => Person EGY GOV
three Uzbek citizens charged with smuggling for Latvia => Group UZB CVL
nine Kenyans jailed in Qatar => Group KEN CVL
rebels in Angola => Group AGO REB
the rebels => Group - REB
farmers from Laos => Group LAO AGR
police in northern Malawi => Organisation MWI COP
Seoul police => Organisation KOR COP
a court in Harare => Organisation ZWE JUD
Iran-backed militiamen => Group - PRM
French-backed Libyan rebels => Group LBY REB
pro-Russian separatists => Group - REB
Gaza-based militants => Group PSE REB
NATO troops => Group IGO MIL
U.N. peacekeepers in Haiti => Group UNO MIL
the head of the International Monetary Fund => Person IGO BUS
a Hezbollah commander => Person LBN REB,PTY
members of the Taliban => Group AFG GOV,REB
Hamas police => Organisation PSE COP,GOV,REB
a Mossad officer => Person ISR SPY
CIA => Organisation USA SPY
Reuters => Organisation GBR JRN
Xinhua => Organisation CHN GOV,JRN
Greenpeace activists => Group NGO CVL,OPP,SOC
Peru's Congress => Organisation PER LEG
Congress => Organisation USA LEG
Bank of Korea => Organisation KOR GOV
an army colonel => Person - MIL
a police spokesman => Person - COP
a spokesman for the interior ministry => Person - GOV
a rebel spokeswoman => Person - REB
opposition lawmakers => Group - LEG,OPP
the Sri Lankan opposition leader => Person LKA OPP
Foreign Minister Oyunbat Dorj of Mongolia => Person MNG GOV
Gabonese lawmaker Jean Ondo => Person GAB LEG
Teo Vink, the Estonian finance minister => Person EST GOV
former president of Malta => Person MLT ELI
Benin's former prime minister => Person BEN ELI
the president's brother => Group - ELI
Putin's daughter => Group RUS ELI
the wife of a cabinet minister => Group - ELI
the Zambian president => Person ZMB GOV
the Obama administration => Organisation USA GOV
Assad's troops => Group SYR MIL,GOV
President Clinton => Person USA GOV
a synagogue => Organisation - REL
Muslim clerics => Group - REL
a Catholic community centre => Organisation - CVL,REL
two journalists => Group - JRN
hundreds of thousands of refugees => Group - REF
striking miners => Group - LAB
masked gunmen => Group - UAF
at least 40 villagers => Group - CVL
a group of students => Group - EDU
most of the hostages => Group - CVL
a drug cartel => Group - CRM
an airline => Organisation - BUS
people => Group - CVL
persons => Group - CVL
others => Group - CVL
soldiers => Group - MIL
women => Group - CVL
three => Group - UNK
they => Pronoun - -
herself => Pronoun - -
the report => Unknown - -
trade => Unknown - -
the border => Place - -
Thursday => Unknown - -
information => Unknown - -
an explosion => Unknown - -
Peru's nuclear programme => Unknown PER -
Jordan Whitfield => Unknown - -
Arthur Washington => Unknown - -
Whitfield => Unknown - -
the killers of two Omani judges => Group - UAF
Qatar's critics => Group - -
a Qatari critic => Person QAT -
German-speaking farmers => Group - AGR
Col. Ivar Brunn => Person - MIL
Sen. John McCain => Person USA LEG
British Gen. Thomas Hale => Person GBR MIL
Osaka governor => Person JPN GOV
Gothenburg police => Organisation SWE COP
protesters in Arequipa => Group PER CVL,OPP
Turkish Cypriot leaders => Group CYP GOV,PRE
";

#[test]
fn mentions_resolve() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in MENTIONS.lines().filter(|line| !line.is_empty()) {
        let (text, expected) = line.split_once(" => ").unwrap();
        let found = resolve(text);
        count += 1;
        if shown(&found) != expected {
            wrong.push(format!("{text}: expected {expected}, found {} ({})", shown(&found), found.why));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 80);
}

#[test]
fn known_entities_have_name_and_id() {
    let found = resolve("the Kurdistan Workers' Party");
    assert_eq!(found.entity.as_deref(), Some("org:pkk"));
    assert_eq!(found.name.as_deref(), Some("Kurdistan Workers' Party"));
    assert_eq!(resolve("Bishkek").entity.as_deref(), Some("country:KGZ"));
    assert_eq!(resolve("Nelson Mandela").entity.as_deref(), Some("person:nelson-mandela"));
}

#[test]
fn transliterations_are_one_entity() {
    for name in ["Gaddafi", "Muammar Qaddafi", "Moammar Gadhafi"] {
        assert_eq!(resolve(name).entity.as_deref(), Some("person:muammar-gaddafi"), "{name}");
    }
    assert_eq!(resolve("Recep Tayyip Erdoğan").entity, resolve("Erdogan").entity);
}

#[test]
fn role_is_said_in_plain_words() {
    assert_eq!(resolve("Spain's defense minister").role.as_deref(), Some("defence minister"));
    assert_eq!(resolve("two rebels").role.as_deref(), Some("rebel"));
}

#[test]
fn why_tells_how() {
    let why = resolve("six Danish citizens").why;
    assert!(why.contains("citizens") && why.contains("CVL") && why.contains("Danish"), "{why}");
    assert!(resolve("Whitfield").why.contains("not known"));
}

#[test]
fn head_of_the_parse_is_kept() {
    use crate::{Query, Resolver};
    use detente_text::Span;
    let text = "the mayor and councillors of Oslo";
    let at = text.find("mayor").unwrap();
    let head = Some(Span::new(at, at + 5));
    let found = Resolver::embedded().resolve(&Query { text, head, ..Query::default() });
    assert_eq!(shown(&found), "Person NOR GOV");
}
