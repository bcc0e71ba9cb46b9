/**
 * What a template reads, found in the template as Liquid has parsed it: which values, by which names, and whether the text says itself what becomes
 * of it without them. Names that the text gives (`each` in `for each in payload.lines`) stand for what they were given for, where they were given.
 */
import {
  AssignTag,
  analyzeSync,
  CaptureTag,
  CaseTag,
  ForTag,
  IfTag,
  Output,
  type Template,
  type Token,
  TypeGuards,
  UnlessTag,
  type Value,
  type ValueToken,
} from 'liquidjs';
import { EACH, type Names, type Reading, type TextRead } from '../messages.ts';
import { faultOf, namesIn, parseTemplate, TemplateFault } from './template.ts';

/** Names in the places of one text, with those that it says something else for. Each branch may double what a name stands for. */
const MOST_NAMES = 100_000;

/** What a text says. Of one with a fault nothing is read: it is not filled in, whatever arrives. */
export function readText(text: string): TextRead {
  const reader = new Reader();
  try {
    reader.read(parseTemplate(text), { given: new Map(), asked: [], isBranch: false });
    return { ok: true, names: namesIn(text), readings: reader.readings };
  } catch (error) {
    return faultOf(error);
  }
}

interface Around {
  /** What the names of the text stand for: several places where branches differ, none where it is no place. */
  given: Map<string, readonly Names[]>;
  /** What an `if` around has asked for. */
  asked: readonly Names[];
  /** What is given here is given perhaps. */
  isBranch: boolean;
}

class Reader {
  readonly readings: Reading[] = [];
  /** What was read for more than to ask whether it is there. */
  readonly #used: Names[] = [];
  #names = 0;

  read(templates: readonly Template[], around: Around): void {
    for (const template of templates) this.#readOne(template, around);
  }

  #readOne(template: Template, around: Around): void {
    if (template instanceof Output) this.#value(template.value, around);
    else if (template instanceof AssignTag) this.#assign(template, around);
    else if (template instanceof CaptureTag) {
      this.read(template.templates, around);
      give(around, template.variable, []);
    } else if (template instanceof ForTag) this.#loop(template, around);
    else if (template instanceof IfTag || template instanceof UnlessTag) this.#branches(template, around);
    else if (template instanceof CaseTag) this.#cases(template, around);
  }

  #branches({ branches, elseTemplates = [] }: IfTag | UnlessTag, around: Around): void {
    let { asked } = around;
    const questions: Reading[] = [];
    const usedBefore = this.#used.length;
    for (const { value, templates } of branches) {
      const tokens = askedFor(value);
      questions.push(...this.#value(value, around, tokens));
      asked = [...asked, ...tokens.flatMap((token) => this.#placesOf(token, around))];
      this.read(templates, { ...around, asked, isBranch: true });
    }
    this.read(elseTemplates, { ...around, asked, isBranch: true });
    const used = this.#used.slice(usedBefore);
    for (const question of questions) {
      const { names, unless } = question;
      if (!used.some((one) => isIn(one, names))) question.unless = unless.filter((place) => !isIn(place, names));
    }
  }

  #cases({ value, branches, elseTemplates }: CaseTag, around: Around): void {
    this.#value(value, around);
    for (const { values, templates } of branches) {
      for (const token of values) this.#token(token, around);
      this.read(templates, { ...around, isBranch: true });
    }
    this.read(elseTemplates, { ...around, isBranch: true });
  }

  #loop(loop: ForTag, around: Around): void {
    for (const argument of loop.arguments()) if (TypeGuards.isValueToken(argument)) this.#token(argument, around);
    const lists = TypeGuards.isPropertyAccessToken(loop.collection) ? this.#placesOf(loop.collection, around) : [];
    const inside = { ...around, given: new Map(around.given), isBranch: true };
    inside.given.set(
      loop.variable,
      lists.map((names) => [...names, EACH]),
    );
    inside.given.set('forloop', []);
    this.read(loop.templates, inside);
    this.read(loop.elseTemplates, { ...around, isBranch: true });
    // What a loop gives stays given after it; its own names do not.
    for (const [name, places] of inside.given) {
      if (name !== loop.variable && name !== 'forloop') around.given.set(name, places);
    }
  }

  #assign(tag: AssignTag, around: Around): void {
    const [value] = tag.arguments() as Iterable<Value>;
    const [name] = tag.localScope();
    const [first] = value!.initial.postfix;
    const isName = value!.initial.postfix.length === 1 && value!.filters.length === 0;
    const isPlace = isName && TypeGuards.isPropertyAccessToken(first);
    // Another name for a place says nothing yet.
    this.#value(value!, around, isPlace ? [first] : []);
    give(around, name!.content, isPlace ? this.#placesOf(first, around) : []);
  }

  /**
   * @param asked Tokens of the value that it only asks for; they may be missing.
   * @returns The readings of those.
   */
  #value({ initial, filters }: Value, around: Around, asked: readonly Token[] = []): Reading[] {
    const hasDefault = filters[0]?.name === 'default';
    const questions: Reading[] = [];
    for (const token of initial.postfix) {
      if (!TypeGuards.isValueToken(token)) continue;
      if (asked.includes(token)) questions.push(...this.#token(token, around, 'asked'));
      else this.#token(token, around, hasDefault ? 'with-default' : 'needed');
    }
    for (const argument of filters.flatMap(({ args }) => args)) {
      const token = Array.isArray(argument) ? argument[1] : argument;
      if (token !== undefined) this.#token(token, around);
    }
    return questions;
  }

  /** @returns The readings of the value itself, without those of what stands in its brackets. */
  #token(token: ValueToken, around: Around, use: 'needed' | 'with-default' | 'asked' = 'needed'): Reading[] {
    const [itself, ...inBrackets] = readBy(token);
    const readings = (read: Names): Reading[] =>
      this.#resolve(read, around).map((names) => {
        const unless = around.asked.filter((place) => isIn(names, place));
        this.#count(unless);
        return { names, unless };
      });
    const own = itself === undefined ? [] : readings(itself);
    if (use !== 'needed') for (const reading of own) reading.unless = [...reading.unless, reading.names];
    const all = [...own, ...inBrackets.flatMap(readings)];
    this.readings.push(...all);
    this.#used.push(...(use === 'asked' ? all.slice(own.length) : all).map(({ names }) => names));
    return own;
  }

  #placesOf(token: ValueToken, around: Around): Names[] {
    const [read] = readBy(token);
    return read === undefined ? [] : this.#resolve(read, around);
  }

  #resolve(names: Names, { given }: Around): Names[] {
    const [root, ...rest] = names;
    const places = typeof root === 'string' ? given.get(root) : undefined;
    const resolved = places?.map((place) => [...place, ...rest]) ?? [names];
    this.#count(resolved);
    return resolved;
  }

  #count(places: readonly Names[]): void {
    for (const names of places) this.#names += names.length;
    if (this.#names > MOST_NAMES)
      throw new TemplateFault('The names in this text may stand for too much. Use fewer “assign” inside of “if”.');
  }
}

/** The same place, or one below it. */
function isIn(names: Names, place: Names): boolean {
  return place.every((name, at) => name === names[at]);
}

/** Perhaps given: what the name stood for before it may still be meant. */
function give({ given, isBranch }: Around, name: string, places: readonly Names[]): void {
  given.set(name, distinct(isBranch ? [...(given.get(name) ?? []), ...places] : places));
}

/** A name may be given for itself again and again (`{% if a %}{% assign a = a %}{% endif %}`), and would stand for twice as many places each time. */
function distinct(places: readonly Names[]): Names[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

/** The names in a value, by Liquid's own analysis: the value itself first, then what stands in its brackets. */
function readBy(token: ValueToken): Names[] {
  const template: Template = { token, render: () => undefined, arguments: () => [token] };
  return Object.values(analyzeSync([template]).variables)
    .flat()
    .map(({ segments }) => {
      const end = segments.findIndex((segment) => typeof segment === 'object');
      return (end < 0 ? segments : segments.slice(0, end)) as Names;
    });
}

/**
 * The values of a condition that it only asks for: `payload.room`, `payload.room and payload.bed`, `payload.room != blank`. What is compared with
 * anything else may be missing as well, but then the text goes another way than its owner had in mind.
 */
function askedFor({ initial }: Value): ValueToken[] {
  const operands: Token[][] = [];
  for (const token of initial.postfix) {
    if (!TypeGuards.isOperatorToken(token)) operands.push([token]);
    else if (token.operator !== 'not') {
      const right = operands.pop() ?? [];
      const left = operands.pop() ?? [];
      operands.push(isAsking(token.operator, left, right) ? [...left, ...right] : []);
    }
  }
  return operands.flat().filter(TypeGuards.isValueToken);
}

function isAsking(operator: string, left: readonly Token[], right: readonly Token[]): boolean {
  if (operator === 'and' || operator === 'or') return true;
  return (operator === '==' || operator === '!=') && [...left, ...right].some(isNothing);
}

function isNothing(token: Token): boolean {
  return TypeGuards.isLiteralToken(token) && ['nil', 'null', 'empty', 'blank'].includes(token.literal);
}
