/**
 * A configuration as the owner is editing it, beside the one that is saved. A draft is a value: every function here returns a new
 * one. Undo covers everything that the draft holds.
 */
export interface Draft<Config> {
  saved: Saved<Config>;
  config: Config;
  past: readonly Step<Config>[];
  future: readonly Step<Config>[];
  /** While typing into one place, following edits with the same name join the last step. */
  joining: string | null;
}

/** What the engine keeps; its version grows with every save. */
export interface Saved<Config> {
  version: number;
  config: Config;
}

/** The configuration before (past) or after (future) an edit, and what the edit was called. */
interface Step<Config> {
  config: Config;
  label: string;
}

export interface Edit<Config> {
  /** What happened, for the undo button and for screen readers: “Email: $.email”. */
  label: string;
  change: (config: Config) => Config;
  /** Edits with the same name, one after the other, undo as one. */
  join?: string;
}

/** More steps than anyone takes back; keeps a long day's draft small. */
const MOST_STEPS = 200;

export function startDraft<Config>(saved: Saved<Config>): Draft<Config> {
  return { saved, config: saved.config, past: [], future: [], joining: null };
}

export function isDirty<Config>(draft: Draft<Config>): boolean {
  return !isSameConfig(draft.config, draft.saved.config);
}

/** An edit that changes nothing leaves the draft as it is. */
export function applyEdit<Config>(draft: Draft<Config>, { label, change, join }: Edit<Config>): Draft<Config> {
  const config = change(draft.config);
  if (isSameConfig(config, draft.config)) return draft;
  const joins = join !== undefined && join === draft.joining;
  const past = joins ? relabelled(draft.past, label) : [...draft.past, { config: draft.config, label }];
  return { ...draft, config, past: past.slice(-MOST_STEPS), future: [], joining: join ?? null };
}

/** Ends the joining of edits: the next one is a step of its own. */
export function endJoining<Config>(draft: Draft<Config>): Draft<Config> {
  return draft.joining === null ? draft : { ...draft, joining: null };
}

export function undo<Config>(draft: Draft<Config>): Draft<Config> {
  const last = draft.past.at(-1);
  if (last === undefined) return draft;
  return {
    ...draft,
    config: last.config,
    past: draft.past.slice(0, -1),
    future: [...draft.future, { config: draft.config, label: last.label }],
    joining: null,
  };
}

export function redo<Config>(draft: Draft<Config>): Draft<Config> {
  const next = draft.future.at(-1);
  if (next === undefined) return draft;
  return {
    ...draft,
    config: next.config,
    past: [...draft.past, { config: draft.config, label: next.label }],
    future: draft.future.slice(0, -1),
    joining: null,
  };
}

/** Back to what is saved, as an edit that can itself be undone. */
export function undoAll<Config>(draft: Draft<Config>): Draft<Config> {
  return applyEdit(draft, { label: 'All changes taken back', change: () => draft.saved.config });
}

/**
 * What the engine has now. After a save and for a clean draft its configuration becomes the draft's; a draft with unsaved changes
 * keeps them and stays on its version, so that saving it can be refused as stale.
 */
export function takeSaved<Config>(draft: Draft<Config>, saved: Saved<Config>): Draft<Config> {
  if (saved.version <= draft.saved.version) return draft;
  if (isSameConfig(saved.config, draft.config)) return { ...draft, saved, joining: null };
  return isDirty(draft) ? draft : startDraft(saved);
}

/** After saving `sent`: what was edited while the save was under way stays an unsaved change. */
export function afterSave<Config>(draft: Draft<Config>, saved: Saved<Config>, sent: Config): Draft<Config> {
  return { ...draft, saved, config: isSameConfig(draft.config, sent) ? saved.config : draft.config, joining: null };
}

/** Keeps the unsaved changes and puts them on top of the newer version: the next save replaces it. */
export function keepMine<Config>(draft: Draft<Config>, saved: Saved<Config>): Draft<Config> {
  return { ...draft, saved, joining: null };
}

function relabelled<Config>(past: readonly Step<Config>[], label: string): readonly Step<Config>[] {
  const last = past.at(-1);
  return last === undefined ? past : [...past.slice(0, -1), { ...last, label }];
}

function isSameConfig<Config>(one: Config, other: Config): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
