//! What every store must hold: a behaviour a function, and one table that lists them.
//!
//! A suite is run by a test file that says how to get at the store:
//!
//! ```ignore
//! mod suite {
//!     pub async fn bench(behaviour: &str) -> Option<StoreBench<MemoryStore>> { … }
//! }
//! powerdown_testkit::store_contract!(crate::suite::bench);
//! ```
//!
//! Each behaviour becomes a test of its own; where `bench` answers `None` it is skipped, and `bench`
//! says so. Each makes its own tenants, so that all may run at once against one table. What is read
//! through an index is waited for, since an index may lag behind.

pub mod accounts;
pub mod api_tokens;
pub mod audit;
pub mod border;
pub mod calendars;
pub mod calls;
pub mod clouds;
pub mod data_keys;
pub mod due;
pub mod exports;
pub mod invitations;
pub mod ledger;
pub mod lists;
pub mod machines;
pub mod members;
pub mod news;
mod samples;
pub mod schedules;
pub mod sessions;
pub mod upkeep;

use powerdown_engine::ports::{
    AccountStore, ApiTokenStore, AuditStore, CalendarStore, CallStore, CloudStore, DataKeyStore, ExportStore,
    Ids, InvitationStore, LedgerStore, MachineStore, MemberStore, NewsStore, Page, RateStore, ScheduleStore,
    SecurityStore, SessionStore, SocketStore, StoreError, UpkeepStore,
};

use crate::ambient::{ManualClock, SeededEntropy};

/// Every trait of the store port at once.
pub trait Store:
    AccountStore
    + ApiTokenStore
    + InvitationStore
    + MemberStore
    + SessionStore
    + SocketStore
    + NewsStore
    + CalendarStore
    + CallStore
    + CloudStore
    + ScheduleStore
    + MachineStore
    + LedgerStore
    + AuditStore
    + DataKeyStore
    + ExportStore
    + RateStore
    + SecurityStore
    + UpkeepStore
{
}

impl<S> Store for S where
    S: AccountStore
        + ApiTokenStore
        + InvitationStore
        + MemberStore
        + SessionStore
        + SocketStore
        + NewsStore
        + CalendarStore
        + CallStore
        + CloudStore
        + ScheduleStore
        + MachineStore
        + LedgerStore
        + AuditStore
        + DataKeyStore
        + ExportStore
        + RateStore
        + SecurityStore
        + UpkeepStore
{
}

/// A store and ids nobody else uses.
pub struct StoreBench<S> {
    /// The store under test.
    pub store: S,
    clock: ManualClock,
    entropy: SeededEntropy,
}

impl<S: Store> StoreBench<S> {
    /// A bench for one behaviour. Its name makes the ids, so that two behaviours never share one and
    /// a run repeats the one before.
    pub fn new(store: S, behaviour: &str) -> Self {
        // FNV-1a.
        let seed = behaviour.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let clock = ManualClock::at("2026-03-02T08:00:00Z");
        Self { store, clock, entropy: SeededEntropy::new(seed) }
    }

    fn ids(&self) -> Ids<'_> {
        // A millisecond a call, so that later ids are greater ones.
        self.clock.advance(jiff::SignedDuration::from_millis(1));
        Ids::new(&self.clock, &self.entropy)
    }
}

/// Looks until it sees what it waits for. Gives up after 200 looks.
async fn eventually<T: std::fmt::Debug>(look: impl AsyncFn() -> T, expected: impl Fn(&T) -> bool) -> T {
    let mut seen = look().await;
    for _ in 0..200 {
        if expected(&seen) {
            return seen;
        }
        seen = look().await;
    }
    panic!("still {seen:?} after 200 looks");
}

/// All items of a list, page by page.
async fn walk<T, K>(read: impl AsyncFn(Option<K>) -> Page<T, K>) -> Vec<T> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = read(after).await;
        found.extend(page.items);
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

fn assert_conflict<T: std::fmt::Debug>(answer: Result<T, StoreError>) {
    match answer {
        Err(StoreError::Conflict(_)) => {}
        other => panic!("expected a conflict, got {other:?}"),
    }
}

/// Of calls made at once exactly one succeeded, and all others were told of a conflict.
fn assert_one_winner<T: std::fmt::Debug>(answers: Vec<Result<T, StoreError>>) {
    let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!(won.len(), 1, "winners: {won:?}, losers: {lost:?}");
    lost.into_iter().for_each(assert_conflict);
}

/// Runs every behaviour of the store's contract as a test of its own.
#[macro_export]
macro_rules! store_contract {
    ($bench:path) => {
        $crate::store_contract! { $bench;
            accounts {
                an_account_is_stored_whole,
                an_address_belongs_to_one_account,
                of_simultaneous_claims_to_an_address_one_wins,
                a_tenant_changes_only_at_the_rev_that_was_read,
                a_user_changes_only_at_the_rev_that_was_read,
                a_token_is_given_to_exactly_one_taker,
                a_token_is_of_one_kind,
            }
            invitations {
                invitations_are_listed_page_by_page_to_their_tenant_alone,
                a_newcomer_joins_with_the_invitation_they_had,
                whoever_proved_their_address_joins_as_they_are_now,
                an_invitation_is_accepted_once,
                a_member_is_not_made_twice,
            }
            api_tokens {
                api_tokens_are_listed_page_by_page_to_their_tenant_alone,
                a_token_is_marked_with_the_day_of_its_use,
            }
            members {
                members_are_listed_page_by_page_to_their_tenant_alone,
                a_membership_changes_only_at_the_rev_that_was_read,
                the_last_owner_cannot_go_however_close_together_two_try,
                several_people_are_read_at_once,
            }
            sessions {
                a_session_lives_until_it_is_deleted,
                of_simultaneous_refreshes_one_wins,
                a_session_starts_from_the_person_that_was_read,
                sessions_are_listed_to_their_person_and_their_tenant,
                a_moved_session_is_listed_where_it_went,
                sockets_are_found_by_tenant_and_forgotten_by_connection,
                a_connection_stays_with_its_tenant,
                what_is_remembered_of_a_connection_changes_only_while_it_is_there,
            }
            news {
                news_are_numbered_without_gaps_by_tenant,
                of_simultaneous_news_one_wins,
                news_are_listed_after_a_number,
            }
            clouds {
                clouds_are_listed_oldest_first_to_their_tenant_alone,
                an_aws_account_is_connected_once,
                of_simultaneous_claims_to_an_account_one_wins,
                a_cloud_changes_only_at_the_rev_that_was_read,
                both_ways_of_access_read_back,
                a_cloud_is_deleted_whole,
                what_leaves_is_due_until_it_has_left,
            }
            schedules {
                schedules_are_listed_oldest_first_to_their_tenant_alone,
                a_schedule_changes_only_from_the_version_before,
                an_edge_moves_only_from_where_it_was_read,
                an_override_is_taken_off_once_at_its_version,
                a_schedule_is_deleted_at_its_version,
            }
            lists {
                clouds_are_read_in_parts,
                schedules_are_read_in_parts,
                calendars_are_read_in_parts,
                several_schedules_are_read_at_once,
            }
            calendars {
                calendars_are_listed_oldest_first_to_their_tenant_alone,
                a_calendar_changes_only_from_the_version_before,
                a_calendar_is_deleted_at_its_version,
                several_calendars_are_read_at_once,
            }
            calls {
                of_simultaneous_claims_to_a_call_one_wins,
                a_call_ends_once_and_its_key_expires,
                calls_are_apart_by_tenant_and_key,
            }
            due {
                what_is_due_comes_earliest_first,
                what_is_due_comes_in_pages,
                what_is_no_longer_due_leaves_the_index,
                clouds_and_machines_are_due_too,
                a_machine_is_due_when_its_override_ends,
            }
            exports {
                exports_are_listed_oldest_first_to_their_owner_alone,
                an_export_changes_only_at_the_rev_that_was_read,
            }
            machines {
                a_machine_is_stored_only_at_the_rev_that_was_read,
                of_simultaneous_writes_one_wins,
                a_region_is_listed_page_by_page,
                many_machines_are_read_at_once,
                followers_are_listed_page_by_page,
                targets_count_followers,
                targets_count_simultaneous_followers,
                a_foreign_tenant_sees_no_machine,
                a_machine_is_deleted_once_its_life_is_recorded,
            }
            ledger {
                recording_moves_intervals_from_machine_to_ledger,
                a_lost_race_records_nothing,
                the_ledger_grows_in_the_order_of_recording,
                a_long_life_is_recorded_whole,
                the_outbox_lists_the_oldest_first,
            }
            audit {
                a_chain_grows_entry_by_entry,
                of_simultaneous_entries_one_wins,
                chains_are_apart_by_tenant_and_writer,
                entries_are_listed_page_by_page_within_their_month,
                entries_are_listed_backwards_too,
                the_chains_of_a_tenant_are_listed,
                chains_that_grew_are_listed_until_they_are_anchored,
                the_last_verification_is_kept,
            }
            data_keys {
                the_newest_key_is_found_and_older_ones_stay,
                all_keys_of_a_purpose_are_listed,
                a_number_is_given_once,
                keys_are_apart_by_tenant_and_purpose,
            }
            border {
                a_bucket_grants_its_burst_and_refills,
                of_simultaneous_draws_as_many_are_granted_as_there_are_tokens,
                buckets_are_apart,
                alike_events_are_counted_and_others_listed_newest_first,
                simultaneous_events_are_all_counted,
                events_are_apart_by_tenant,
                a_mark_stands_until_its_instant,
            }
            upkeep {
                the_walk_finds_every_expired_session_and_no_other,
                the_walk_finds_every_unique_entry_and_its_owner,
                an_entry_without_its_owner_is_told_apart,
                the_walk_finds_every_sealed_record,
                the_walk_finds_everybodys_keys,
                progress_stays_until_it_is_forgotten,
            }
        }
    };
    ($bench:path; $($area:ident { $($behaviour:ident,)* })*) => {$(
        mod $area {
            $(
                #[tokio::test]
                async fn $behaviour() {
                    let name = concat!(stringify!($area), "::", stringify!($behaviour));
                    if let Some(bench) = $bench(name).await {
                        $crate::contract::store::$area::$behaviour(&bench).await;
                    }
                }
            )*
        }
    )*};
}
