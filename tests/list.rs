//! The reviewer's list: search, views, filters, order, keyboard, export, adding by user id.

mod keys;
mod kit;
mod looks;
mod screen;
