import { type ImportRefusalCode, presentImport, refuseImport } from './import-result';
import { nextStep } from './testing/next-step';

const reason = { zh: '户号重复', en: 'The unit is there twice' };
const problem = { line: 3, column: '户号', value: '1-101', reason, rule: 'REG-7' as const };

test.each([
  [
    'zh' as const,
    '户号重复',
    '文件中有错误的行，请按所列问题修改后重新导入。未导入任何数据。',
    '行,列,原值,原因,规则',
  ],
  [
    'en' as const,
    'The unit is there twice',
    'Some rows are wrong. Mend what is listed and import again. Nothing was imported.',
    'line,column,value,reason,rule',
  ],
])(
  'a refused file comes with every problem, as data and as a file, in %s',
  (language, words, message, header) => {
    const refusal = refuseImport('BAD_ROWS', { rule: 'REG-7', problems: [problem] });

    expect(presentImport(refusal, language)).toEqual({
      __typename: 'ImportRefusal',
      code: 'BAD_ROWS',
      rule: 'REG-7',
      retryable: false,
      message,
      problems: [{ ...problem, reason: words }],
      problemsCsv: `\uFEFF${header}\n3,户号,1-101,${words},REG-7\n`,
    });
  },
);

test('of more than ten thousand problems, whoever found them, the rest is counted', () => {
  const told = (count: number) => {
    const problems = Array.from({ length: count }, (_, i) => ({ ...problem, line: i + 2 }));
    const refusal = refuseImport('BAD_ROWS', { problems });
    return refusal.accepted ? [] : refusal.problems;
  };
  expect(told(10_000)).toHaveLength(10_000);
  const backwards = Array.from({ length: 10_001 }, (_, i) => ({ ...problem, line: 20_000 - i }));
  const first = refuseImport('BAD_ROWS', { problems: backwards });
  expect(first.accepted || first.problems[0]).toMatchObject({ line: 10_000 });
  const cut = told(12_000);
  expect(cut).toHaveLength(10_001);
  expect(cut.at(-1)).toMatchObject({
    line: 10_001,
    reason: {
      zh: expect.stringContaining('还有 2000 处'),
      en: expect.stringContaining('2000 more problems'),
    },
  });
});

test('a file that comes after the end is told what to do instead', () => {
  const said = (language: 'zh' | 'en') => presentImport(refuseImport('NOT_OPEN'), language);
  expect(said('zh')).toMatchObject({ message: expect.stringMatching(/已经结束.*请另行发起/) });
  expect(said('en')).toMatchObject({ message: expect.stringMatching(/is closed.*open another/) });
});

test('a file that could not be read has no problems to give back', () => {
  expect(presentImport(refuseImport('TOO_LARGE'), 'en')).toMatchObject({
    message: expect.stringContaining('larger than 5 MiB'),
    problems: [],
    problemsCsv: null,
  });
});

test('a file that was taken is counted, and what is remarkable in it is told', () => {
  const counts = { dryRun: true, rows: 3, created: 1, changed: 1, unchanged: 1 };

  expect(presentImport({ accepted: true, report: { ...counts, notes: [problem] } }, 'zh')).toEqual({
    __typename: 'ImportReport',
    ...counts,
    notes: [{ ...problem, reason: '户号重复' }],
  });
});

const codes: Record<ImportRefusalCode, true> = {
  NOT_BASE64: true,
  TOO_LARGE: true,
  TOO_MANY_ROWS: true,
  UNKNOWN_ENCODING: true,
  EMPTY_FILE: true,
  NOT_A_TABLE: true,
  BAD_ROWS: true,
  TARGET_NOT_FOUND: true,
  HOMES_NOT_KNOWN: true,
  COMMUNITY_STRUCK: true,
  NOT_IN_SCOPE: true,
  NOT_OPEN: true,
  IDEMPOTENCY_KEY_INVALID: true,
  IDEMPOTENCY_KEY_TOO_OLD: true,
  IDEMPOTENCY_KEY_REUSED: true,
};

test.each(Object.keys(codes) as ImportRefusalCode[])(
  'why a file was refused says what to do next: %s',
  (code) => {
    for (const language of ['zh', 'en'] as const)
      expect(presentImport(refuseImport(code), language)).toMatchObject({
        message: expect.stringMatching(nextStep[language]),
      });
  },
);
