use powerdown_domain::CloudId;
use powerdown_testkit::vault::FakeVault;

use super::*;

type Place = (CloudId, Option<String>);

fn question(pairs: &[(&'static str, &str)]) -> Question {
    pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

fn place() -> Place {
    (CloudId::from_parts(1, 2), Some("i-1".to_owned()))
}

#[tokio::test]
async fn a_cursor_reads_back_where_it_was_given() {
    let (vault, asked) = (FakeVault::new(), question(&[("cloud", "cld_1"), ("sort", "id")]));
    let cursors = Cursors { vault: &vault, tenant: TenantId::from_parts(1, 1) };
    let text = cursors.write("machines", &asked, &place()).await.unwrap();
    assert_eq!(cursors.read::<Place>("machines", &asked, &text).await.unwrap(), place());
    assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')), "{text}");
}

#[tokio::test]
async fn nowhere_else() {
    let (vault, asked) = (FakeVault::new(), question(&[("cloud", "cld_1"), ("sort", "id")]));
    let own = Cursors { vault: &vault, tenant: TenantId::from_parts(1, 1) };
    let foreign = Cursors { tenant: TenantId::from_parts(1, 2), ..own };
    let text = own.write("machines", &asked, &place()).await.unwrap();
    let other_questions = [
        question(&[]),
        question(&[("cloud", "cld_1")]),
        question(&[("cloud", "cld_1"), ("sort", "-id")]),
        question(&[("cloud", "cld_2"), ("sort", "id")]),
        // The same text, cut elsewhere.
        question(&[("cloud", "cld_1sort"), ("id", "")]),
    ];
    let refusal = refused().document("");
    for other in &other_questions {
        let answer = own.read::<Place>("machines", other, &text).await;
        assert_eq!(answer.unwrap_err().document(""), refusal, "{other:?}");
    }
    for answer in [
        foreign.read::<Place>("machines", &asked, &text).await,
        own.read::<Place>("clouds", &asked, &text).await,
    ] {
        assert_eq!(answer.unwrap_err().document(""), refusal);
    }
    // Signed by us, and of another form: a list that changed between two releases.
    let answer = own.read::<(u64, u64)>("machines", &asked, &text).await;
    assert_eq!(answer.unwrap_err().document(""), refusal);
}

#[tokio::test]
async fn no_changed_bit_and_no_other_text_is_a_cursor() {
    let (vault, asked) = (FakeVault::new(), Question::new());
    let cursors = Cursors { vault: &vault, tenant: TenantId::from_parts(1, 1) };
    let bytes = URL_SAFE_NO_PAD.decode(cursors.write("machines", &asked, &place()).await.unwrap()).unwrap();
    let refusal = refused().document("");
    for index in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[index / 8] ^= 1 << (index % 8);
        let changed = URL_SAFE_NO_PAD.encode(changed);
        let answer = cursors.read::<Place>("machines", &asked, &changed).await;
        assert_eq!(answer.unwrap_err().document(""), refusal, "bit {index}");
    }
    let short = URL_SAFE_NO_PAD.encode([0; SIGNATURE - 1]);
    let unsigned = URL_SAFE_NO_PAD.encode([0; SIGNATURE]);
    for wrong in ["", "x", "%%%", "null", &short, &unsigned, &"A".repeat(LONGEST + 1)] {
        let answer = cursors.read::<Place>("machines", &asked, wrong).await;
        assert_eq!(answer.unwrap_err().document(""), refusal, "{wrong}");
    }
}
