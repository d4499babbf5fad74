// @ts-check
/** @import { Pending } from "../types" */

const DATABASE = "parley";
const TABLE = "outbox";

/** Messages that are not confirmed, kept across reloads; nothing is kept where the browser has no room or no wish to. */
export class Outbox {
  /** @type {Promise<IDBDatabase | null>} */
  #database;

  /** @param {string} person whose messages these are */
  constructor(person) {
    this.#database = openDatabase(`${DATABASE} ${person}`);
  }

  /** @returns {Promise<Pending[]>} oldest first */
  async load() {
    const all = /** @type {Pending[]} */ (await this.#run("readonly", (table) => table.getAll()) ?? []);
    return all.sort((one, other) => one.at - other.at);
  }

  /** Completes once it would survive the end of the browser. @param {Pending} pending */
  put(pending) {
    return this.#run("readwrite", (table) => table.put(pending));
  }

  /** @param {string} key */
  remove(key) {
    return this.#run("readwrite", (table) => table.delete(key));
  }

  /** @param {IDBTransactionMode} mode @param {(table: IDBObjectStore) => IDBRequest} action */
  async #run(mode, action) {
    const transaction = (await this.#database)?.transaction(TABLE, mode, { durability: "strict" });
    if (!transaction) {
      return undefined;
    }
    const request = action(transaction.objectStore(TABLE));
    await new Promise((done) => {
      transaction.oncomplete = done;
      transaction.onabort = done;
    });
    return transaction.error ? undefined : request.result;
  }
}

/** @returns {Promise<IDBDatabase | null>} */
async function openDatabase(/** @type {string} */ name) {
  try {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: "key" });
    return await new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } catch {
    return null;
  }
}
