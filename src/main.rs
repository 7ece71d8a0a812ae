//! The `hq-console` program. Everything it does is in the library, where tests reach it.

use std::process::ExitCode;

fn main() -> ExitCode {
    hq_console::cli::run()
}
