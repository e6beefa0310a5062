import { documentFault, foldDocument, isNameMasked } from './owner';

test('[REG-3] a document is the same however it was typed', () => {
  expect(foldDocument(' 140502 1970０101 001x ')).toBe('14050219700101001X');
  expect(foldDocument('a - 1')).toBe('A-1');
});

test.each([
  ...['140502****1234', '1405？？1234', '1405··34', '1405●●34', '1405_34', '1405()34', '1405(-)34'],
  ...[
    '1405XX',
    '1405X-X-X34',
    '1405XX1234',
    '1405(XX)34',
    '1405ХХ34',
    '1405某某34',
    '1405囗囗34',
    '1405口口',
  ],
  ...['口口口口1234', 'XXXX1234', '91140502MA0XXXXXXX', '二〇〇〇号', 'MMM1', '---1405', '--', '()'],
])('[REG-3] %s is a document of which a part is covered', (document) => {
  expect(documentFault(document)).toBe('MASKED');
});

test.each([
  ...['无', '不详', '未知', '见原件', '某某', '-', '/', 'N/A', 'x'],
  ...['0', '000', '11', '1-1', '1111111111'],
])('[REG-3] %s is no document, and tells nobody from another', (document) => {
  expect(documentFault(document)).toBe('NONE');
});

test.each(['E12345678①', 'E12345678²', '140502197001010011⑴', 'E1234567½'])(
  '[REG-3] %s bears a mark, which would be a digit of it',
  (document) => {
    expect(documentFault(document)).toBe('MARKED');
  },
);

test.each([
  'Ⅹ12345678',
  '№12345678',
  'Ｅ１２３４５６７８',
  ...[
    '14050219700101001X',
    'E12345678',
    'XX1234567',
    '1234XY',
    'K-12-34',
    'H60000000(01)',
    '12AA34',
    '1',
    '10',
  ],
  ...[
    '二〇〇五号',
    '北字第00000001号',
    '军字第1100055号',
    '91140502MA0XXK3T91',
    '91140502MAAA3K3T9L',
    '晋(2019)晋城市不动产权第0000001号',
    '100000',
  ],
])('[REG-3] %s is a document', (document) => {
  expect(documentFault(document)).toBeNull();
});

test.each([
  '王*国',
  '王**',
  '王＊',
  '王某',
  '王某某',
  '王XX',
  '王XXX',
  '王x明',
  'X伟',
  '王○○',
  '王〇〇',
  '王？',
])('[REG-3] a part of the name %s is covered', (name) => {
  expect(isNameMasked(name)).toBe(true);
});

test.each([
  '王伟',
  '欧阳 修',
  '买买提·艾力',
  '买买提∙艾力',
  '买买提⋅艾力',
  '阿不都热合曼·阿不力孜',
  'Max Exner',
  '李Xavier',
  'Max李',
  'Li X. Wang',
])('[REG-3] %s is a whole name', (name) => {
  expect(isNameMasked(name)).toBe(false);
});
