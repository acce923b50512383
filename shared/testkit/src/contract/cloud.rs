//! contract/cloud
