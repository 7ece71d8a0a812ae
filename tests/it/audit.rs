//! The audit log: that its chain leaves nobody out, that every way of tampering shows, and what its pages tell.

mod chain;
mod explorer;
mod reads;
mod roles;
mod support;
mod tampering;
