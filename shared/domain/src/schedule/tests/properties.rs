//! Properties over random schedules, zones and years, against the slow reference.

use jiff::SignedDuration;
use proptest::prelude::*;

use super::{
    model::{Model, Reference, any_model},
    *,
};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// Three days, half of the time around a change of clocks.
fn beginning(model: &Model, minute: i64, near_a_transition: bool) -> Timestamp {
    let zone = zones().get(model.zone).unwrap();
    let begin = jiff::civil::date(model.year, 1, 1)
        .at(0, 0, 0, 0)
        .to_zoned(jiff::tz::TimeZone::UTC)
        .unwrap()
        .timestamp();
    let anywhere = begin + MINUTE * (minute as i32);
    let transition = zone.following(begin).next().filter(|_| near_a_transition);
    match transition {
        Some(transition) if transition.timestamp() < begin + SignedDuration::from_hours(366 * 24) => {
            let at = transition.timestamp().as_second().div_euclid(60) * 60;
            Timestamp::from_second(at).unwrap() - SignedDuration::from_hours(30 + minute % 12)
        }
        _ => anywhere,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_global_rejects: 10_000, ..ProptestConfig::default() })]

    /// The wish at every minute of three days is the reference's, and the edges are where it changes.
    #[test]
    fn every_minute_agrees_with_the_slow_reference(
        model in any_model(), minute in 0..500_000_i64, near_a_transition in any::<bool>(),
    ) {
        let schedule = compiled(&model.document());
        let from = beginning(&model, minute, near_a_transition);
        let minutes = 3 * 1440;
        let expected = Reference::of(&model).walk(from - MINUTE, minutes + 1);
        let mut changes = Vec::new();
        let mut on = 0;
        for (index, pair) in expected.windows(2).enumerate() {
            let at = from + MINUTE * (index as i32);
            prop_assert_eq!(schedule.wish_at(at), pair[1], "at {}", at);
            if pair[0] != pair[1] {
                changes.push((at, pair[1]));
            }
            on += i64::from(pair[1] == Wish::On);
        }
        let to = from + MINUTE * minutes as i32;
        let edges: Vec<_> = schedule.edges(from, to).map(|edge| (edge.at, edge.wish)).collect();
        prop_assert_eq!(&edges, &changes);
        prop_assert_eq!(schedule.hours_on(from, to), MINUTE * on as i32);
        if let Some(first) = changes.iter().find(|(at, _)| *at > from) {
            prop_assert_eq!(schedule.next_edge(from).map(|edge| (edge.at, edge.wish)), Some(*first));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, max_global_rejects: 10_000, ..ProptestConfig::default() })]

    /// A document survives being stored and read, and means the same.
    #[test]
    fn a_document_reads_back(model in any_model()) {
        let document = model.document();
        let stored = serde_json::to_string(&document).unwrap();
        prop_assert_eq!(serde_json::from_str::<ScheduleDocument>(&stored).unwrap(), document);
    }

    /// The next edge is the first of the edges, however far away, and asking from one leads to the next.
    #[test]
    fn the_next_edge_is_the_first_of_the_edges(model in any_model(), minute in 0..500_000_i64) {
        let schedule = compiled(&model.document());
        let from = beginning(&model, minute, false);
        let to = from + SignedDuration::from_hours(400 * 24);
        let edges: Vec<Edge> = schedule.edges(from + SignedDuration::from_nanos(1), to).take(20).collect();
        let mut after = from;
        for edge in &edges {
            prop_assert_eq!(schedule.next_edge(after), Some(*edge));
            prop_assert_eq!(schedule.state_at(edge.at), State { wish: edge.wish, cause: edge.cause });
            prop_assert_ne!(schedule.wish_at(edge.at - SignedDuration::from_nanos(1)), edge.wish);
            after = edge.at;
        }
    }

    /// An explanation names the wish and the next edge of the same instant.
    #[test]
    fn an_explanation_agrees_with_the_answers(model in any_model(), minute in 0..500_000_i64) {
        let schedule = compiled(&model.document());
        let at = beginning(&model, minute, false);
        let explanation = schedule.explain(at);
        prop_assert_eq!(explanation.wish, schedule.wish_at(at));
        prop_assert_eq!(explanation.next, schedule.next_edge(at));
        let begins = match explanation.wish { Wish::On => "On, ", Wish::Off => "Off, ", Wish::HandsOff => "Hands off, " };
        prop_assert!(explanation.sentence.starts_with(begins), "{}", explanation.sentence);
    }
}
