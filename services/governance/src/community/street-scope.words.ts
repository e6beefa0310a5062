/** To sign in as who may; and what to do about a street's code in a token: no published list says in which street a community lies. */
export const streetScope = {
  zh: '请以上述身份登录。小区按县（区）登记，街道办事处的令牌须写县（区）的六位代码，街道的九位代码不包括任何小区。',
  en: "Sign in as one of them. Communities are registered by county: the token of a subdistrict office names the county's code of six digits; a street's code of nine reaches none.",
};
