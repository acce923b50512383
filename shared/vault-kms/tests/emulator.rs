//! The contract over a KMS that answers over the network, when there is one.

use std::sync::Arc;

use aws_sdk_kms::{
    Client,
    config::{BehaviorVersion, Credentials, Region},
    types::{KeySpec, KeyUsageType},
};
use powerdown_engine::ports::{Binding, DataKeyRecord, DataKeyStore, KeyMaker, Purpose, Vault, VaultError};
use powerdown_testkit::{ambient::ManualClock, contract, emulator, store::MemoryStore};
use powerdown_vault_kms::{KmsKeys, KmsNotary, KmsVault};

fn client() -> Option<Client> {
    let endpoint = emulator::endpoint(emulator::AWS)?;
    let config = aws_sdk_kms::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url(endpoint)
        .credentials_provider(Credentials::new("111111111111", "test", None, None, "test"))
        .build();
    Some(Client::from_conf(config))
}

async fn key(client: &Client) -> Option<String> {
    let answer = client.create_key().description("powerdown vault contract").send().await.unwrap();
    answer.key_metadata.and_then(|key| key.arn)
}

async fn keys(client: &Client) -> KmsKeys {
    KmsKeys { pii: key(client).await, cloud_credential: key(client).await, session: key(client).await }
}

fn vault(client: &Client, keys: &KmsKeys, stage: &str, store: &MemoryStore) -> KmsVault {
    let clock = Arc::new(ManualClock::at("2026-03-02T08:00:00Z"));
    KmsVault::new(client.clone(), keys.clone(), stage, Arc::new(store.clone()), clock)
}

#[tokio::test]
async fn the_vault_over_kms_keeps_the_contract() {
    let Some(client) = client() else { return };
    let (keys, store) = (keys(&client).await, MemoryStore::new());
    let vault = || vault(&client, &keys, "test", &store);
    contract::vault::binds_and_detects_changes(&vault(), Purpose::Pii).await;
    contract::vault::binds_and_detects_changes(&vault(), Purpose::CloudCredential).await;
    contract::vault::keyed_values_are_stable_and_apart(&vault(), &vault()).await;
}

#[tokio::test]
async fn every_sealed_field_keeps_the_contract_over_kms() {
    let Some(client) = client() else { return };
    let (keys, store) = (keys(&client).await, MemoryStore::new());
    let vault = || vault(&client, &keys, "test", &store);
    contract::sealed::every_kind_opens_in_its_own_place_alone(&vault()).await;
    contract::sealed::one_changed_bit_never_opens(&vault()).await;
    let rotate = async |tenant| {
        let wrapped = vault().make_data_key(tenant, Purpose::Pii).await.unwrap();
        let created_at = "2026-03-02T08:00:00Z".parse().unwrap();
        let record = DataKeyRecord { number: 2, wrapped, created_at };
        store.put_data_key(tenant, Purpose::Pii, &record).await.unwrap();
    };
    contract::sealed::every_kind_outlives_a_rotation(&vault(), rotate, &vault()).await;
}

#[tokio::test]
async fn another_stage_and_another_key_open_nothing() {
    let Some(client) = client() else { return };
    let (ours, store) = (keys(&client).await, MemoryStore::new());
    let vault_of = |keys: &KmsKeys, stage: &str| vault(&client, keys, stage, &store);
    let tenant = powerdown_domain::TenantId::from_parts(1, 1);
    for purpose in [Purpose::Pii, Purpose::CloudCredential] {
        let home = Binding { tenant, purpose, entity: "cloud", id: "cld_1", field: "x" };
        let sealed = vault_of(&ours, "test").seal(home, b"x").await.unwrap();
        assert_eq!(&*vault_of(&ours, "test").open(home, &sealed).await.unwrap(), b"x");
        for stranger in [vault_of(&ours, "production"), vault_of(&keys(&client).await, "test")] {
            let opened = stranger.open(home, &sealed).await;
            assert!(matches!(opened, Err(VaultError::DoesNotOpen)), "{purpose:?}: {opened:?}");
        }
        let without = vault_of(&KmsKeys::default(), "test").open(home, &sealed).await;
        assert!(matches!(without, Err(VaultError::Denied(denied)) if denied == purpose));
    }
}

#[tokio::test]
async fn a_key_that_was_made_unseen_seals_and_opens() {
    let Some(client) = client() else { return };
    let (keys, store) = (keys(&client).await, MemoryStore::new());
    let tenant = powerdown_domain::TenantId::from_parts(1, 2);
    let home = Binding { tenant, purpose: Purpose::Pii, entity: "cloud", id: "cld_1", field: "x" };
    let before = vault(&client, &keys, "test", &store).seal(home, b"x").await.unwrap();
    let wrapped = vault(&client, &keys, "test", &store).make_data_key(tenant, Purpose::Pii).await.unwrap();
    let record = DataKeyRecord { number: 2, wrapped, created_at: "2026-03-02T08:00:00Z".parse().unwrap() };
    store.put_data_key(tenant, Purpose::Pii, &record).await.unwrap();
    let vault = vault(&client, &keys, "test", &store);
    let again = vault.reseal(home, &before).await.unwrap().unwrap();
    assert!(again.0.starts_with("pd1.d.2."));
    assert_eq!(&*vault.open(home, &again).await.unwrap(), b"x");
}

#[tokio::test]
async fn the_notary_over_kms_keeps_the_contract() {
    let Some(client) = client() else { return };
    let notary = async || {
        let key = client.create_key().key_spec(KeySpec::EccNistP256).key_usage(KeyUsageType::SignVerify);
        let key = key.send().await.unwrap().key_metadata.and_then(|key| key.arn).unwrap();
        KmsNotary::new(client.clone(), key)
    };
    let (one, other) = (notary().await, notary().await);
    contract::notary::a_signature_is_of_one_message(&one, Some(&other)).await;
}
