//! Getting in and out, as staff and as those who should stay outside experience it.

mod entering;
mod guessing;
mod invitations;
mod language;
mod late;
mod notices;
mod sessions;
mod traces;
