//! What every [`Notary`] must hold.

use powerdown_engine::ports::{Notary, Signature};

/// A signature is of one message, and of one key.
pub async fn a_signature_is_of_one_message(notary: &dyn Notary, other: Option<&dyn Notary>) {
    let message = b"{\"v\":1}".as_slice();
    let signature = notary.sign(message).await.unwrap();
    assert!(notary.verify(message, &signature).await.unwrap());
    assert!(!notary.verify(b"{\"v\":2}", &signature).await.unwrap());
    for forged in ["", "A", "!", "MEUCIQD", &"A".repeat(96)] {
        assert!(!notary.verify(message, &Signature(forged.to_owned())).await.unwrap(), "{forged}");
    }
    let again = notary.sign(message).await.unwrap();
    assert!(notary.verify(message, &again).await.unwrap());
    if let Some(other) = other {
        assert!(!other.verify(message, &signature).await.unwrap(), "another key's");
    }
}
