import { languageOf } from './language';

test.each([
  ['en;q=0.9, zh;q=0.1', 'en'],
  ['zh;q=0.1, en;q=0.9', 'en'],
  ['en;q=0.1, zh;q=0.9', 'zh'],
  ['en, zh', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB', 'en'],
  ['EN-us;q=0.5, fr', 'en'],
  ['fr, en;q=0.1', 'en'],
  ['zh;q=0, *', 'en'],
  ['en;q=0, fr', 'zh'],
])('%s is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

test.each([[undefined], [''], ['*'], ['fr'], ['english'], [';;;,,q=é'], [`${'en;q=0,'.repeat(2_000)}`]])(
  'whoever asks for neither is answered in Chinese: %p',
  (header) => {
    expect(languageOf(header)).toBe('zh');
  },
);
