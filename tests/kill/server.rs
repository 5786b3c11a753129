//! The server of the kill test, and what it knows: an opinion apart from the program's own.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;
use tcdx_desk::sandbox::{Options, Running, Sandbox, start};

pub const KEY: &str = "key-of-the-branch";
pub const SECRET: &str = "rahasia-4711-0123456789abcdef";

/// A sandbox that notes every registration that arrives whole.
pub struct Server {
    runtime: tokio::runtime::Runtime,
    running: Running,
    state: PathBuf,
    arrived: Arc<Mutex<Arrived>>,
}

/// Registrations that arrived, by e-mail address: the signatures, of which no two requests have the same.
type Arrived = BTreeMap<String, BTreeSet<String>>;

impl Server {
    pub fn start(state: &Path) -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let options = Options {
            state_file: Some(state.to_owned()),
            keep_bodies: true,
            ..Options::new(KEY, SECRET)
        };
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let running = runtime.block_on(start(options, listen)).unwrap();
        let arrived = Arc::new(Mutex::new(Arrived::new()));
        // The sandbox keeps the last bodies alone: they are looked at often.
        runtime.spawn(look(running.sandbox().clone(), Arc::clone(&arrived)));
        Self {
            runtime,
            running,
            state: state.to_owned(),
            arrived,
        }
    }

    pub fn base_url(&self) -> String {
        self.running.base_url()
    }

    /// Stops; gives how often each customer's registration arrived, and the customers: e-mail address and identity number.
    pub fn stop(self) -> (BTreeMap<String, usize>, Vec<(String, String)>) {
        note(self.running.sandbox(), &self.arrived);
        self.runtime.block_on(self.running.stop());
        let state: Value = serde_json::from_slice(&std::fs::read(&self.state).unwrap()).unwrap();
        let text = |customer: &Value, name: &str| customer[name].as_str().unwrap().to_owned();
        let customers = state["customers"].as_array().unwrap().iter();
        let customers = customers
            .map(|customer| (text(customer, "email"), text(customer, "id_number")))
            .collect();
        let arrived = self.arrived.lock().unwrap();
        let counts = arrived
            .iter()
            .map(|(email, signatures)| (email.clone(), signatures.len()))
            .collect();
        (counts, customers)
    }
}

async fn look(sandbox: Sandbox, arrived: Arc<Mutex<Arrived>>) {
    loop {
        note(&sandbox, &arrived);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

fn note(sandbox: &Sandbox, arrived: &Mutex<Arrived>) {
    for captured in sandbox.captured() {
        if captured.path != "/users/v1/create" {
            continue;
        }
        // A body that was cut off is no registration.
        let Ok(body) = serde_json::from_slice::<Value>(&captured.body) else {
            continue;
        };
        let email = body["email"].as_str().unwrap().to_owned();
        let mut arrived = arrived.lock().unwrap();
        arrived.entry(email).or_default().insert(captured.signature);
    }
}
