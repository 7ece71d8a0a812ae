//! `hq-console tenants …`

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use futures_util::TryStreamExt as _;
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

use super::DataDir;
use super::runtime::{self, Ground, LONG_STATEMENTS};
use crate::areas::tenants::import::{Mapping, Refusal, Roster};
use crate::areas::tenants::imports::job::{self, Ended, Work};
use crate::areas::tenants::imports::model::{Import, Tally};
use crate::areas::tenants::imports::{commands, errors, judging, queries, words};
use crate::core::change::{Actor, Change, Origin};
use crate::core::clock::Clock;
use crate::core::ids::ImportId;
use crate::core::lang::{Format, Lang};
use crate::core::settings::Settings;
use crate::core::{db, text};
use crate::web::csv;

#[derive(Subcommand)]
pub(super) enum TenantsCommand {
    /// Bring a roster of tenants in from a CSV file
    #[command(
        after_help = "Columns are recognised by their headers, in English or Arabic. Rows with a fault stay out and are told in the error\nfile; tenants the register has already are left as they are, so a file may be imported again.\n\nEnds with 0 when the roster was worked through, also when rows were refused: how many is said in the last line.\nAnything else means that it was not."
    )]
    Import(ImportArgs),
}

#[derive(Args)]
pub(super) struct ImportArgs {
    /// The roster: CSV with a header line
    file: PathBuf,
    /// Only tell what would happen; nothing is changed
    #[arg(long)]
    dry_run: bool,
    /// Write the refused rows here, each line beginning with its row's number
    #[arg(long, value_name = "OUT.csv")]
    errors: Option<PathBuf>,
    #[command(flatten)]
    data: DataDir,
}

impl TenantsCommand {
    pub(super) fn data(&self) -> &DataDir {
        match self {
            Self::Import(args) => &args.data,
        }
    }
}

pub(super) async fn run(settings: Settings, command: TenantsCommand) -> anyhow::Result<ExitCode> {
    let TenantsCommand::Import(args) = command;
    let bytes = read(&args.file)?;
    let roster = Roster::read(&bytes).map_err(|error| {
        let told = Lang::En.msg(&words::read_error(error, Format::default()));
        anyhow::anyhow!("{} cannot be imported. {told}.", args.file.display())
    })?;
    let mapping = Mapping::guess(roster.headers());
    let missing: Vec<String> = mapping.missing().map(|field| Lang::En.t(words::field_key(field)).to_lowercase()).collect();
    if !missing.is_empty() {
        bail!(
            "{} has no column that is recognised as: {}. Its headers are: {}. Rename one, or choose the columns on the console's import page.",
            args.file.display(),
            missing.join(", "),
            roster.headers().join(", ")
        );
    }
    if args.errors.as_deref().is_some_and(|errors| is_one_file(&args.file, errors)) {
        bail!("{} is the roster itself: name another file for the refused rows", args.file.display());
    }

    let ground = Ground::open(&settings).await?;
    let pool = ground.pool(4, LONG_STATEMENTS)?;
    // A database that is at head already is not even looked at for changes: a dry run leaves no trace.
    if !db::at_head(&pool).await.unwrap_or(false) {
        db::migrate(&pool).await?;
    }
    // Only now: what a former run wrote there is not thrown away for a run that cannot begin.
    let mut errors = ErrorFile::create(args.errors.as_deref(), roster.headers())?;
    println!("{}", understood(&roster, &mapping));
    let clock = runtime::clock();
    if args.dry_run {
        let tally = foretell(&pool, &clock, roster, mapping, &mut errors).await?;
        println!(
            "Dry run: {} would go in, {} would be refused, {} are known already. Nothing was changed.",
            rows(tally.ready),
            tally.refused,
            tally.known
        );
    } else {
        let stop = runtime::stop_signal()?;
        let import = bring_in(&pool, &clock, &args.file, &bytes, roster, &stop).await?;
        errors.write_stored(&pool, &import).await?;
        let Tally { imported, refused, known, ready, .. } = import.tally;
        println!("{} went in, {refused} were refused, {known} were known already.", rows(imported));
        if ready > 0 {
            println!("Stopped early: {} left; the console goes on with them, or run this again.", rows(ready));
        }
    }
    errors.close()?;
    ground.close(&[&pool]).await;
    Ok(ExitCode::SUCCESS)
}

/// Which columns are taken for what, and which for nothing: a plan or a date in one of those would not be missed otherwise.
fn understood(roster: &Roster, mapping: &Mapping) -> String {
    let headers = || roster.headers().iter().enumerate();
    let named = |column: usize, header: &str| if header.is_empty() { format!("column {}", column + 1) } else { header.to_owned() };
    let label = |field| Lang::En.t(words::field_key(field)).to_lowercase();
    let read: Vec<String> =
        headers().filter_map(|(column, header)| Some(format!("{} = {}", named(column, header), label(mapping.field(column)?)))).collect();
    let is_used = |column: usize| roster.rows().any(|row| row.cells.get(column).is_some_and(|cell| !text::clean(cell).is_empty()));
    let unread: Vec<String> = headers()
        .filter(|(column, header)| mapping.field(*column).is_none() && (!header.is_empty() || is_used(*column)))
        .map(|(column, header)| named(column, header))
        .collect();
    let read = format!("Read: {}", read.join(", "));
    if unread.is_empty() {
        return read;
    }
    format!("{read}\nNot read: {} (rename such a header, or choose its column on the console's import page)", unread.join(", "))
}

/// Whether two paths lead to one file, by whatever links.
fn is_one_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let place = |path: &Path| std::fs::metadata(path).ok().map(|data| (data.dev(), data.ino()));
    place(one).is_some_and(|found| place(other) == Some(found))
}

fn rows(count: i64) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let context = || format!("{} could not be read", file.display());
    let size = std::fs::metadata(file).with_context(context)?.len();
    if size > Roster::MAX_BYTES as u64 {
        bail!("{} is larger than 20 MB: split the roster into several files", file.display());
    }
    std::fs::read(file).with_context(context)
}

/// What an import would do, found out by the same judge against the same register.
async fn foretell(pool: &PgPool, clock: &Clock, roster: Roster, mapping: Mapping, errors: &mut ErrorFile) -> anyhow::Result<Tally> {
    let register = queries::register(&mut *pool.acquire().await?).await?;
    let judged = judging::judge_roster(&roster, mapping, register, clock.today());
    for row in &judged {
        errors.write(row.row.number, row.refusals(), &row.row.cells)?;
    }
    Ok(judging::tally(&judged))
}

/// Uploads, starts and works, as the page and its job do.
async fn bring_in(
    pool: &PgPool,
    clock: &Clock,
    file: &Path,
    bytes: &[u8],
    roster: Roster,
    stop: &CancellationToken,
) -> anyhow::Result<Import> {
    let id = ImportId(clock.new_id());
    let name = text::clean(&file.file_name().unwrap_or_default().to_string_lossy());
    let begin = || Change::begin(pool, clock, Origin::of(Actor::Cli));
    let mut change = begin().await?;
    commands::upload(&mut change, commands::Upload::new(id, name, bytes, roster)).await?;
    change.commit().await?;
    let mut change = begin().await?;
    let import = queries::find(&mut change, id).await?.context("the import is gone")?;
    commands::start(&mut change, &import, None).await?.map_err(|_| anyhow::anyhow!("somebody else is at this import"))?;
    change.commit().await?;

    let watched = std::io::stderr().is_terminal();
    let mut told = |import: &Import| {
        if watched {
            eprint!("\r{} of {} rows", import.done(), import.planned);
        }
    };
    let ended = job::work(pool, clock, id, Work::BringIn, stop, &mut told).await?;
    if watched {
        eprintln!();
    }
    if ended == Ended::Interrupted {
        tracing::warn!("the import was stopped before its end");
    }
    queries::find(&mut *pool.acquire().await?, id).await?.context("the import is gone")
}

/// Where the refused rows are told, if anybody asked.
struct ErrorFile {
    target: Option<(PathBuf, std::io::BufWriter<std::fs::File>)>,
    lines: usize,
}

impl ErrorFile {
    fn create(path: Option<&Path>, header: &[String]) -> anyhow::Result<Self> {
        let Some(path) = path else { return Ok(Self { target: None, lines: 0 }) };
        let file = std::fs::File::create(path).with_context(|| format!("{} could not be written", path.display()))?;
        let mut file = Self { target: Some((path.to_owned(), std::io::BufWriter::new(file))), lines: 0 };
        file.append(&csv::start(&errors::header(header)))?;
        Ok(file)
    }

    fn write(&mut self, row: u32, refusals: &[Refusal], cells: &[String]) -> anyhow::Result<()> {
        if self.target.is_some() {
            for line in errors::lines(row, refusals, cells, Format::default()) {
                self.append(&csv::line(&line))?;
                self.lines += 1;
            }
        }
        Ok(())
    }

    async fn write_stored(&mut self, pool: &PgPool, import: &Import) -> anyhow::Result<()> {
        if self.target.is_some() {
            let mut rows = queries::refused(pool, import.id).await?;
            while let Some(row) = rows.try_next().await? {
                self.write(row.row_no.unsigned_abs(), &row.refusals, &row.cells)?;
            }
        }
        Ok(())
    }

    fn append(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        if let Some((path, file)) = &mut self.target {
            file.write_all(bytes).with_context(|| format!("{} could not be written", path.display()))?;
        }
        Ok(())
    }

    fn close(self) -> anyhow::Result<()> {
        if let Some((path, mut file)) = self.target {
            file.flush().with_context(|| format!("{} could not be written", path.display()))?;
            if self.lines > 0 {
                println!("The refused rows are in {}.", path.display());
            }
        }
        Ok(())
    }
}
