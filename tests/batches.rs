//! Batches: from a file through every row's judgement into the queue, broken off and gone on with, with a file of results.

mod customers;
mod doubts;
mod kit;
mod screen;
mod store;
