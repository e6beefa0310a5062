import type { Rule } from '@anju/rulebook/rules';

/** A test that passed and whose title begins with a rule's id, as `environment.mjs` notes it. */
export interface Noted {
  readonly rule: string;
  readonly title: string;
  /** From the project's root. */
  readonly file: string;
  /** How many mutations and imports it executed. */
  readonly mutations: number;
}

export interface Covered {
  readonly rule: Rule;
  readonly state: 'covered' | 'function only' | 'no test';
  /** Tests that passed through a mutation or an import, each once whatever engines it ran on. */
  readonly through: number;
  /** Tests of the function alone. */
  readonly alone: number;
  /** The services and packages whose tests passed through a mutation or an import. */
  readonly where: readonly string[];
}

/** Which rules are covered: a rule counts when a test with its id passed through a mutation or an import. */
export const coverageOf = (rules: readonly Rule[], noted: readonly Noted[]): readonly Covered[] =>
  rules.map((rule) => {
    const tests = noted.filter((each) => each.rule === rule.id);
    const whole = tests.filter(({ mutations }) => mutations > 0);
    const through = distinct(whole);
    const alone = distinct(tests.filter(({ mutations }) => mutations === 0));
    return {
      rule,
      state: through > 0 ? 'covered' : alone > 0 ? 'function only' : 'no test',
      through,
      alone,
      where: [...new Set(whole.map(({ file }) => file.split('/')[1]!))].toSorted(),
    };
  });

const distinct = (tests: readonly Noted[]): number =>
  new Set(tests.map(({ file, title }) => `${file} ${title}`)).size;
