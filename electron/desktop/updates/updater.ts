/** What takes a newer version of the app from the feed. Nothing of it happens by itself: each step is the owner’s. */
export interface Updater {
  /** The version at the feed, or null when it is not newer than this one. Rejects when the feed does not answer. */
  look(): Promise<string | null>;
  /** Fetches the version that was found; rejects when its sum or its signature is not right. */
  fetch(): Promise<void>;
  /** Puts what was fetched in the place of this version and starts it; the app ends by that. Ask only after the engine has stopped. */
  install(failed: () => void): void;
}
