// @ts-check
/** @import { Pending } from "../types" */

const DATABASE = "parley";
const TABLE = "outbox";

/** Messages that are not confirmed, kept across reloads; in memory only where the browser keeps nothing. */
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
    return all.sort((one, other) => (one.key < other.key ? -1 : 1));
  }

  /** @param {Pending} pending */
  put(pending) {
    return this.#run("readwrite", (table) => table.put(pending));
  }

  /** @param {string} key */
  remove(key) {
    return this.#run("readwrite", (table) => table.delete(key));
  }

  /** @param {IDBTransactionMode} mode @param {(table: IDBObjectStore) => IDBRequest} action */
  async #run(mode, action) {
    const database = await this.#database;
    if (!database) {
      return undefined;
    }
    return finished(action(database.transaction(TABLE, mode).objectStore(TABLE)));
  }
}

/** @returns {Promise<IDBDatabase | null>} */
async function openDatabase(/** @type {string} */ name) {
  try {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: "key" });
    return await finished(request);
  } catch {
    return null;
  }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const finished = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
