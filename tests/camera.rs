//! The camera: the thread that holds it, what the desk makes of it, and the window.

mod desk;
mod looks;
mod thread;
