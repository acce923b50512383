//! Exports and whose they are.

use futures::future::join_all;
use powerdown_domain::{Reach, TenantId, UserId};
use powerdown_engine::{
    ports::{Part, PartTag, Upload},
    record::{Export, ExportFormat, ExportOf, ExportPlace, ExportProgress, ExportState, Writer},
};

use super::{
    Store, StoreBench, assert_conflict, assert_one_winner,
    samples::{at, virginia},
};

fn export<S: Store>(bench: &StoreBench<S>, tenant: TenantId, user: UserId) -> Export {
    Export {
        id: bench.ids().export(),
        tenant,
        user,
        reach: Reach::Everything,
        of: ExportOf::Audit { writer: Writer::Scheduler(bench.ids().cloud(), virginia()), month: None },
        format: ExportFormat::Csv,
        state: ExportState::Waiting,
        rows: 0,
        bytes: 0,
        progress: ExportProgress::default(),
        restarts: 0,
        leased_until: None,
        created_at: at("2026-03-02T08:00:00Z"),
        updated_at: at("2026-03-02T08:00:00Z"),
        // The emulator's broom looks at its own clock.
        expires_at: at("2099-03-03T08:00:00Z"),
        rev: 1,
    }
}

/// Nobody else's of the company, and no other company's.
pub async fn exports_are_listed_oldest_first_to_their_owner_alone<S: Store>(bench: &StoreBench<S>) {
    let (store, tenant, other) = (&bench.store, bench.fresh_tenant(), bench.fresh_tenant());
    let (ada, bob) = (bench.ids().user(), bench.ids().user());
    let exports: Vec<Export> = (0..3).map(|_| export(bench, tenant, ada)).collect();
    for export in exports.iter().rev() {
        store.create_export(export).await.unwrap();
        assert_conflict(store.create_export(export).await);
    }
    for (limit, expected) in [(2, 2), (3, 3)] {
        let page = store.exports(tenant, ada, Part::first(limit)).await.unwrap();
        assert_eq!(page.items, exports[..expected]);
        assert_eq!(page.next.is_some(), expected < 3);
    }
    let rest = store.exports(tenant, ada, Part::after(Some(&exports[1].id), 2)).await.unwrap();
    assert_eq!((rest.items, rest.next), (vec![exports[2].clone()], None));
    for (tenant, user) in [(tenant, bob), (other, ada)] {
        assert_eq!(store.exports(tenant, user, Part::first(10)).await.unwrap().items, vec![]);
        assert_eq!(store.export(tenant, user, exports[0].id).await.unwrap(), None);
    }
}

/// A second worker is told.
pub async fn an_export_changes_only_at_the_rev_that_was_read<S: Store>(bench: &StoreBench<S>) {
    let store = &bench.store;
    let export = export(bench, bench.fresh_tenant(), bench.ids().user());
    assert_conflict(store.update_export(&export).await);
    store.create_export(&export).await.unwrap();
    let place = ExportPlace::Machines { cloud: bench.ids().cloud(), region: virginia(), after: None };
    let progress = ExportProgress {
        upload: Some(Upload("upload".to_owned())),
        parts: vec![PartTag("\"one\"".to_owned())],
        place: Some(place),
    };
    let leased_until = Some(at("2026-03-02T08:06:00Z"));
    let further = Export { progress, leased_until, state: ExportState::Running, rows: 7, ..export.clone() };
    assert_one_winner(join_all((0..4).map(|_| store.update_export(&further))).await);
    let stored = store.export(export.tenant, export.user, export.id).await.unwrap();
    assert_eq!(stored, Some(Export { rev: 2, ..further.clone() }));
    assert_conflict(store.update_export(&further).await);
}
