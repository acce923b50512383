//! contract/vault
