/**
 * Templates (SN7) are Liquid, made harmless: the language has no tag that reads a file or another template, sees own data only, and stops at
 * limits of length, time and memory. A value is put in as text and never read as a template again. A missing value without a default keeps
 * the whole text back: "Hi ," never leaves. Liquid is the owner's, what it is filled with is a stranger's.
 */
import { Drop, filters, Liquid, LiquidError, type Template } from 'liquidjs';
import { excerptOf } from '#shared/json/excerpt.ts';
import { DEFAULT_LOCALE } from '#shared/local-form/local-form.ts';
import { BLANK_HOLE } from '#shared/text/holes.ts';
import { nearestOf } from '#shared/text/nearest-word.ts';
import { storableText } from '#shared/text/storable-text.ts';
import { convertValue } from '../../mapping/convert-value.ts';
import { wallOf } from '../../mapping/zone-time.ts';
import { isMissing } from '../is-missing.ts';
import type { Fault, Filled, Question, Sink, TemplateOptions } from '../messages.ts';
import { checkLength, limitLengths } from './limit-lengths.ts';
import { MissingDrop, passHoles, placeHoles } from './missing-drop.ts';
import { Day, Instant, templateScope } from './template-values.ts';

/** In characters. */
const PARSE_LIMIT = 100_000;
/** In ms. */
const RENDER_LIMIT = 200;
/** In what Liquid counts: characters and list items. */
const MEMORY_LIMIT = 1_000_000;

type FillQuestion = Extract<Question, { kind: 'fill' }>;

const TAGS = ['assign', 'capture', 'case', 'comment', 'for', 'if', 'unless', 'raw', 'break', 'continue', '#'];

export function fillTemplate({ text, facts, options, holes }: Omit<FillQuestion, 'kind'>): Filled {
  const liquid = engineFor(options, holes !== null);
  try {
    const scope = templateScope(facts, localeOf(options.language));
    placeHoles(scope, holes ?? []);
    return { ok: true, text: String(liquid.renderSync(parsed(liquid, text), scope)) };
  } catch (error) {
    return missingIn(error) ?? faultOf(error);
  }
}

/** Throws where the template has a fault. */
export function parseTemplate(text: string): Template[] {
  return parsed(checker(), text);
}

/** For what goes by the text alone, whatever it is filled with. */
function checker(): Liquid {
  return engineFor({ sink: 'text', timeZone: 'UTC', language: 'en-GB' });
}

/** The values that a template without fault asks for, each as its names in order: `contact.first_name` is `['contact', 'first_name']`. */
export function namesIn(text: string): string[][] {
  return checker()
    .globalVariableSegmentsSync(text)
    .map((steps) => {
      const end = steps.findIndex((step) => typeof step !== 'string');
      return (end < 0 ? steps : steps.slice(0, end)).map(String);
    });
}

const PARSED_KEPT = 200;
const parsedBy = new WeakMap<Liquid, Map<string, Template[]>>();

/** A flow fills the same few texts again and again. */
function parsed(liquid: Liquid, text: string): Template[] {
  const kept = parsedBy.get(liquid) ?? new Map<string, Template[]>();
  parsedBy.set(liquid, kept);
  const known = kept.get(text);
  if (known !== undefined) return known;
  if (kept.size >= PARSED_KEPT) kept.clear();
  const template = liquid.parse(text);
  kept.set(text, template);
  return template;
}

const ENGINES_KEPT = 32;
const engines = new Map<string, Liquid>();

/** @param isShown The text goes nowhere: what is missing is marked. */
function engineFor(options: TemplateOptions, isShown = false): Liquid {
  const name = JSON.stringify([options.sink, options.timeZone, options.language, isShown]);
  const known = engines.get(name);
  if (known !== undefined) return known;
  if (engines.size >= ENGINES_KEPT) engines.clear();
  const liquid = makeEngine(options, isShown);
  engines.set(name, liquid);
  return liquid;
}

function makeEngine({ sink, timeZone, language }: TemplateOptions, isShown: boolean): Liquid {
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    // A missing value is false in a condition, and taken by `default`.
    lenientIf: true,
    // Nothing can be read by name: no disk, and no templates in memory.
    templates: {},
    relativeReference: false,
    parseLimit: PARSE_LIMIT,
    renderLimit: RENDER_LIMIT,
    memoryLimit: MEMORY_LIMIT,
    locale: localeOf(language),
    outputEscape: (value: unknown) => (isShown ? shown(value, sink) : written(value, sink)),
  });
  for (const name of Object.keys(liquid.tags)) if (!TAGS.includes(name)) delete liquid.tags[name];
  // Would go past the check of what is put out.
  delete liquid.filters.raw;
  liquid.registerFilter('default', function (value: unknown, otherwise: unknown, ...rest: unknown[]) {
    const chosen: unknown = Reflect.apply(filters.default as Filter, this, [
      isMissing(value) ? null : value,
      otherwise,
      ...rest,
    ]);
    return isMissing(chosen) ? new Written('') : chosen;
  });
  liquid.registerFilter('json', function (value: unknown, ...rest: unknown[]) {
    return new Written(String(Reflect.apply(filters.json as Filter, this, [value, ...rest])));
  });
  liquid.registerFilter('date', function (value: unknown, format: unknown, zone?: unknown) {
    const { iso, offset } = moment(value, zone === undefined ? timeZone : zoneNamed(zone), () =>
      this.context.getSync(['now']),
    );
    return Reflect.apply(filters.date as Filter, this, [iso, format, offset]);
  });
  if (sink === 'xml') {
    // What the text escapes itself is not escaped once more.
    for (const name of ['escape', 'escape_once', 'xml_escape'] as const) {
      liquid.registerFilter(name, function (value: unknown) {
        const escaped = String(Reflect.apply(filters[name] as Filter, this, [value]));
        return isMissing(escaped) ? null : new Written(withoutNonXml(escaped));
      });
    }
  }
  limitLengths(liquid);
  if (isShown) passHoles(liquid);
  return liquid;
}

type Filter = (this: unknown, ...values: unknown[]) => unknown;

/** What must not be written in another way any more: JSON, and a blank that the template itself gives. */
class Written extends Drop {
  readonly #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  override valueOf(): string {
    return this.#text;
  }
}

/** A fault of the template that is told to the owner as it is. */
export class TemplateFault extends Error {}
class MissingValue extends Error {}

/** A value as it stands in the text. */
function written(value: unknown, sink: Sink): string {
  if (value instanceof Written) return value.valueOf();
  checkLength(value);
  const text = sink !== 'text' && (value instanceof Day || value instanceof Instant) ? value.iso : textOf(value);
  if (isMissing(text)) throw new MissingValue();
  switch (sink) {
    case 'text':
    case 'value':
      return storableText(text);
    case 'json':
      return JSON.stringify(text.toWellFormed()).slice(1, -1);
    case 'xml':
      return escapeXml(text);
    case 'url':
      return encodeURIComponent(text.toWellFormed());
    case 'header':
      // A line end would begin a header of its own.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for.
      return text.replace(/[\u0000-\u001f\u007f]+/g, ' ');
  }
}

function shown(value: unknown, sink: Sink): string {
  try {
    return written(value, sink);
  } catch (error) {
    if (error instanceof MissingValue) return BLANK_HOLE;
    throw error;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Between tags, and in quotes, of XML and HTML. */
function escapeXml(text: string): string {
  return withoutNonXml(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** Without what XML cannot hold at all (2.2), written or escaped. */
function withoutNonXml(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for.
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

function textOf(value: unknown): string {
  if (value instanceof MissingDrop) return value.mark;
  if (value instanceof Drop) return String(value.valueOf());
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value === 'object' && value !== null) {
    throw new TemplateFault('there are several values at once. Name one of them, or use the filter “json”.');
  }
  return value === null || value === undefined || Number.isNaN(value) ? '' : String(value);
}

/** A moment for Liquid's own date filter; `offset` in minutes, positive in the west. A day has none: it is the same day everywhere. */
function moment(value: unknown, timeZone: string, now: () => unknown): { iso: string; offset: number } {
  if (value === 'now' || value === 'today') return moment(now(), timeZone, now);
  if (value instanceof Instant) {
    const at = Date.parse(value.iso);
    // Liquid would ask Intl for the zone each time, which costs more than all the rest.
    return { iso: value.iso, offset: (at - wallOf(at, timeZone)) / 60_000 };
  }
  if (value instanceof Day) return { iso: `${value.iso}T00:00:00Z`, offset: 0 };
  if (typeof value !== 'string' && typeof value !== 'number') throw new TemplateFault('this is not a date.');
  if (/^\d{4}-\d\d-\d\d$/.test(String(value))) return moment(new Day(String(value), DEFAULT_LOCALE), timeZone, now);
  const read = convertValue(value, 'datetime', {
    timeZone,
    numberFormat: 'point',
    pattern: null,
    locale: DEFAULT_LOCALE,
  });
  if (!read.ok) throw new TemplateFault(`“${excerptOf(String(value), 80)}” is not a date that can be read.`);
  return moment(new Instant(Date.parse(read.value.text), { timeZone, locale: DEFAULT_LOCALE }), timeZone, now);
}

/** A zone that the template names, such as the contact’s own: `date: "%H:%M", contact.time_zone`. */
function zoneNamed(zone: unknown): string {
  if (isMissing(zone)) throw new MissingValue();
  try {
    // By its one name, however a stranger writes it: zones are kept by theirs.
    return new Intl.DateTimeFormat('en', { timeZone: String(zone) }).resolvedOptions().timeZone;
  } catch {
    throw new TemplateFault(`“${excerptOf(String(zone), 80)}” is not a time zone, such as Europe/Berlin.`);
  }
}

function localeOf(language: string): string {
  try {
    return new Intl.Locale(language).toString();
  } catch {
    return 'en-GB';
  }
}

function missingIn(error: unknown): Exclude<Filled, { ok: true }> | null {
  for (const cause of chainOf(error)) {
    if (cause instanceof Error && cause.name === 'InternalUndefinedVariableError' && 'variableName' in cause) {
      return { ok: false, reason: 'no-value', name: String(cause.variableName) };
    }
    if (cause instanceof MissingValue) {
      const sentence = `“${pieceOf(error)}” is blank, and the text gives no default for it.`;
      return { ok: false, reason: 'missing-value', sentence };
    }
  }
  return null;
}

export function faultOf(error: unknown): Fault {
  const causes = chainOf(error);
  const told = causes.find((cause) => cause instanceof TemplateFault);
  const piece = pieceOf(error);
  const sentence =
    told === undefined
      ? sayFault(causes.at(-1), piece)
      : piece === ''
        ? told.message
        : `In “${piece}”: ${told.message}`;
  return { ok: false, reason: 'bad-template', sentence };
}

/** The `{{ … }}` or `{% … %}` at which an error came up, as the owner wrote it. */
function pieceOf(error: unknown): string {
  const token = chainOf(error)
    .flatMap((cause) => (LiquidError.is(cause) ? [cause.token] : []))
    .at(-1);
  if (token === undefined) return '';
  const { input, begin } = token;
  const from = Math.max(0, input.lastIndexOf('{{', begin), input.lastIndexOf('{%', begin));
  const length = input.slice(from).search(/[}%]\}/);
  const piece = input.slice(from, length < 0 ? undefined : from + length + 2);
  return excerptOf(piece.trim().replace(/\s+/g, ' '), 80);
}

/** The error and what it was made of, outermost first. */
function chainOf(error: unknown): unknown[] {
  const inner = LiquidError.is(error) ? (error as { originalError?: unknown }).originalError : undefined;
  return inner === undefined ? [error] : [error, ...chainOf(inner)];
}

/** Liquid's own words where there are no plainer ones, without its place and its excerpt. */
function sayFault(error: unknown, piece: string): string {
  const message =
    error instanceof Error ? (error.message.split('\n', 1)[0] ?? '').replace(/, (file|line):.*$/, '') : '';
  if (/^template render limit exceeded/.test(message)) return 'The text takes too long to fill in. Make it simpler.';
  if (/^(memory alloc|parse length) limit exceeded/.test(message)) return 'The template makes too much text.';
  const tag = /^tag "(.*)" not found$/.exec(message);
  if (tag) return unknownWord('tag', tag[1] ?? '', TAGS);
  const filter = /^undefined filter: (.*)$/.exec(message);
  if (filter) return unknownWord('filter', filter[1] ?? '', Object.keys(checker().filters));
  if (/^output ".*" not closed$/s.test(message)) return `“${piece}” is not closed: write “}}” where it ends.`;
  const open = /^tag \{%-?\s*(\w+).* not closed$/s.exec(message);
  if (open) return `“${piece}” is not closed: write “{% end${open[1]} %}” where it ends.`;
  return piece === '' ? `It cannot be read: ${message}.` : `“${piece}” cannot be read: ${message}.`;
}

function unknownWord(kind: 'tag' | 'filter', word: string, known: readonly string[]): string {
  const meant = nearestOf(word, known, (one) => [one]);
  return `There is no ${kind} “${excerptOf(word, 80)}”.${meant === null ? '' : ` Did you mean “${meant}”?`}`;
}
