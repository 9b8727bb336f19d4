//! Did it happen, and who says so: the sentences of `status.toml`, each a test of its own.

use detente_coding::{Entity, Report};
use detente_pipeline::ArticleCoder;
use detente_text::Article;
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    text: String,
    #[serde(rename = "type")]
    event_type: String,
    trigger: String,
    status: String,
    actors: Vec<String>,
    sources: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

fn cases() -> Vec<Case> {
    let file: File = toml::from_str(include_str!("status.toml")).expect("status.toml is valid");
    file.case
}

thread_local! {
    static CODER: RefCell<ArticleCoder> = RefCell::new(ArticleCoder::default());
}

fn code(text: &str) -> Vec<Report> {
    let date = Some(jiff::civil::date(2031, 5, 1));
    let article = Article { id: "case".into(), text: text.into(), date, ..Article::default() };
    CODER.with_borrow_mut(|coder| coder.code(article).reports)
}

fn countries(parties: &[Entity]) -> BTreeSet<String> {
    let code = |e: &Entity| e.party.country.map_or_else(|| "-".to_owned(), |c| c.to_string());
    parties.iter().map(code).collect()
}

fn check(name: &str) {
    let case = cases().into_iter().find(|case| case.name == name).expect("the case is in status.toml");
    let reports = code(&case.text);
    let is_meant = |r: &&Report| {
        let (ours, wanted) = (r.trigger.text.as_str(), case.trigger.as_str());
        r.event_type.name() == case.event_type && (ours.contains(wanted) || wanted.contains(ours))
    };
    let report = reports.iter().find(is_meant).unwrap_or_else(|| panic!("no such event: {reports:#?}"));
    assert_eq!(report.status.name(), case.status, "{}: {:?}", case.text, report.why);
    assert_eq!(countries(&report.actors), case.actors.into_iter().collect(), "{}", case.text);
    let sources: Vec<&str> = report.attribution.iter().map(|a| a.mention.text.as_str()).collect();
    assert_eq!(sources, case.sources, "{}", case.text);
    for folded in &case.not {
        assert!(reports.iter().all(|r| r.event_type.name() != folded), "{} has a {folded}", case.text);
    }
}

macro_rules! named {
    ($($module:ident: $($name:ident)*;)*) => {
        $(mod $module {
            $(#[test]
            fn $name() {
                crate::check(stringify!($name));
            })*
        })*

        #[test]
        fn every_case_is_a_test() {
            let listed = [$($((stringify!($module), stringify!($name)),)*)*];
            let cases = crate::cases();
            assert_eq!(cases.len(), listed.len());
            for (status, name) in listed {
                assert!(cases.iter().any(|c| c.name == name && c.status == status), "{name}");
            }
        }
    };
}

named! {
    asserted:
        managed_to_arrest confirmed_that_it_had admitted_having after_denying_expelled
        threatened_to_withdraw_unless promised_to_send_doctors demanded_that_they_leave
        ruled_out_sending without_firing_seized threatened_to_withdraw_unless_too
        failed_to_prevent_from_attacking managed_to_arrest_too not_only_but_also_expelled
        seized_without_firing has_not_stopped_shelling barely_a_week_after_shelled
        admitted_that_it_had_sent tried_to_kill_but_failed vowed_to_avenge_with_attacks;
    alleged:
        accused_of_arming is_believed_to_have_killed allegedly_bombed claimed_that_they_had_killed
        reportedly_kidnapped suspected_of_poisoning blamed_for_the_attack charged_with_bombing
        claimed_responsibility_for accused_of_shelling is_believed_to_have_killed_too
        suspected_of_bombing claimed_responsibility_for_bombing allegedly_hacked
        reportedly_shot_dead blamed_for_burning on_trial_on_charges_of_torturing
        claimed_that_had_fired charged_with_arming repeated_accusation_bombed;
    planned:
        plotting_to_bomb will_impose_from_monday voted_to_expel_next_week preparing_to_deploy
        protest_called_for_friday about_to_arrest scheduled_march said_it_would_blockade
        thwarted_a_plot_to_bomb ahead_of_a_planned_march strike_scheduled_for_friday
        preparing_to_deport will_move_regiments about_to_fire will_expel_announced
        had_planned_to_kidnap are_to_block;
    hypothetical:
        could_not_confirm_that refused_to_say_whether might_expel could_impose would_have_bombed_had
        analysts_expect fears_that_they_will considering_arresting may_deploy_if
        did_not_confirm_that did_not_rule_out_sending has_not_excluded_seizing
        could_bomb_analysts_said might_expel_according_to may_arrest_on_return
        it_is_possible_that_shelled is_considering_recalling could_block_roads;
    denied:
        denied_that_it_had denied_involvement_in denied_having dismissed_reports_that
        rejected_claims_that denies_any_role_in denied_plans_to spokesman_denied_that disputed_that
        denied_involvement_in_killing denied_that_had_shelled rejected_claims_tortured
        dismissed_reports_sent denies_having_arrested denied_on_friday_beaten
        flatly_denied_deporting denied_suggestions_financed denied_responsibility_for_attack
        brushed_aside_accusations_armed again_denied_bombed;
    negated:
        stopped_short_of failed_to_arrest has_yet_to_release never_attacked no_one_was_arrested
        did_not_bomb neither_met_nor said_it_would_not_attack refrained_from_imposing
        stopped_short_of_expelling arrested_nobody has_yet_to_ratify failed_to_agree
        there_were_no_clashes did_not_release never_disarmed left_without_firing
        refrained_from_condemning failed_to_ratify neither_nor_expelled;
}
