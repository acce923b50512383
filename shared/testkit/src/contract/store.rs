//! contract/store
