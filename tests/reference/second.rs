//! The second reckoning, for the tests that call it: drawn numbers to live by, and the script that reckons what came of them once more.

use std::process::Command;

use serde_json::{Value, json};

/// Numbers that look drawn and are the same each time (`SplitMix64`).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    pub fn upto(&mut self, end: u32) -> i64 {
        i64::try_from(self.below(u64::from(end))).unwrap()
    }

    pub fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }
}

/// What the script says, and whether it found everything right.
pub fn compared(name: &str, facts: &Value, documents: &[Value]) -> (bool, String) {
    let folder = std::env::temp_dir().join(format!("hq-billing-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (facts_path, documents_path) = (folder.join("facts.json"), folder.join("documents.json"));
    std::fs::write(&facts_path, facts.to_string()).unwrap();
    std::fs::write(&documents_path, json!(documents).to_string()).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/billing.py");
    let output = Command::new("python3").arg(script).arg(&facts_path).arg(&documents_path).output().expect("python3 is installed");
    std::fs::remove_dir_all(&folder).unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    (output.status.success(), said.concat())
}
