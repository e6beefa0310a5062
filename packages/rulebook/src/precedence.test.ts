import { isReferred, type Norm, prevails } from './precedence';

const civilCode: Norm = {
  name: 'Civil Code art. 278',
  level: 'LAW',
  maker: 'NPC',
  from: '2021-01-01',
  subject: 'GENERAL',
  division: 'CN',
};
const regulation: Norm = {
  name: 'Property Management Regulation art. 12',
  level: 'ADMINISTRATIVE_REGULATION',
  maker: 'State Council',
  from: '2018-03-19',
  subject: 'SPECIAL',
  division: 'CN',
};
const guidance: Norm = {
  name: 'Guidance Rules art. 22',
  level: 'GUIDANCE',
  maker: 'Ministry of Housing',
  from: '2010-01-01',
  subject: 'SPECIAL',
  division: 'CN',
};
const province: Norm = { ...regulation, level: 'PROVINCIAL_REGULATION', maker: 'Shanxi', division: '140000' };
const city: Norm = { ...regulation, level: 'CITY_REGULATION', maker: 'Jincheng', division: '140500' };
const order165: Norm = { ...guidance, name: 'order 165 art. 22', level: 'MINISTRY_RULE', from: '2008-02-01' };

test('[CONV-4] table 4.9, quorum: the Civil Code over the Regulation and the Guidance, though they are special', () => {
  expect(prevails(regulation, civilCode)).toEqual({ applied: civilCode, because: 'LEVEL' });
  expect(prevails(civilCode, guidance)).toEqual({ applied: civilCode, because: 'LEVEL' });
});

test('[CONV-4] table 4.9, interim meeting: the Regulation over the Guidance', () => {
  expect(prevails(guidance, regulation)).toEqual({ applied: regulation, because: 'LEVEL' });
});

test('[CONV-4] law, regulation, province, city, ministry, guidance, owners', () => {
  const inOrder = [
    civilCode,
    regulation,
    province,
    city,
    order165,
    guidance,
    { ...guidance, level: 'OWNERS_RULES' as const },
  ];
  inOrder.slice(1).forEach((lower, at) => {
    expect(prevails(lower, inOrder[at]!)).toEqual({ applied: inOrder[at], because: 'LEVEL' });
  });
});

test('[MF-2] order 165 asks for two thirds of all and gives way to the Civil Code', () => {
  expect(prevails(order165, civilCode)).toEqual({ applied: civilCode, because: 'LEVEL' });
});

test('[CONV-4] of one maker the special over the general, and the newer over the older', () => {
  const special: Norm = { ...civilCode, subject: 'SPECIAL' };
  const newer: Norm = { ...civilCode, from: '2021-11-01' };
  expect(prevails(civilCode, special)).toEqual({ applied: special, because: 'SPECIAL' });
  expect(prevails(newer, civilCode)).toEqual({ applied: newer, because: 'NEWER' });
});

test('[CONV-4] old and special against new and general, or twice the same, is for the maker', () => {
  const newer: Norm = { ...civilCode, from: '2021-11-01' };
  expect(prevails({ ...civilCode, subject: 'SPECIAL' }, newer)).toEqual({
    applied: null,
    decidedBy: 'MAKER',
  });
  expect(prevails(civilCode, { ...civilCode })).toEqual({ applied: null, decidedBy: 'MAKER' });
});

test('[CONV-4] two ministries of one level are for the State Council', () => {
  expect(prevails(order165, { ...order165, maker: 'Ministry of Finance' })).toEqual({
    applied: null,
    decidedBy: 'STATE_COUNCIL',
  });
});

test('[CONV-4] what applies elsewhere is no conflict', () => {
  expect(prevails(city, { ...city, maker: 'Changzhi', division: '140400' })).toEqual({
    applied: null,
    decidedBy: 'NONE',
  });
});

test('[CONV-4] a ministry rule against a local regulation goes to the State Council besides', () => {
  expect(isReferred(order165, city)).toBe(true);
  expect(isReferred(city, order165)).toBe(true);
  expect(isReferred(regulation, city)).toBe(false);
  expect(isReferred(order165, civilCode)).toBe(false);
  expect(isReferred(guidance, city)).toBe(false);
});
