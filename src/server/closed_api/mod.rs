//! bukaOlshop's Closed API.
