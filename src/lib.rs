//! bukaolshop
