import { pathOf, rootFrom, rootOf, treeOf } from './merkle';

/** The leaves and roots that Certificate Transparency publishes for its trees. */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));

test('the roots are those of the reference trees of RFC 6962', () => {
  expect([0, 1, 2, 3, 5, 8].map((size) => rootOf(treeOf(leaves.slice(0, size))).toString('hex'))).toEqual([
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ]);
});

test('in trees of every size up to 33 each leaf leads to the root, and no other place or leaf does', () => {
  const many = Array.from({ length: 33 }, (_, i) => Buffer.from(`leaf ${i}`));
  for (let size = 1; size <= many.length; size++) {
    const tree = treeOf(many.slice(0, size));
    const root = rootOf(tree);
    for (let index = 0; index < size; index++) {
      const path = pathOf(tree, index);
      expect(rootFrom(many[index]!, { index, size, path })).toEqual(root);
      for (let other = 0; other < size; other++)
        if (other !== index) expect(rootFrom(many[other]!, { index, size, path })).not.toEqual(root);
      expect(rootFrom(many[index]!, { index: size, size, path })).toBeNull();
      expect(rootFrom(many[index]!, { index, size, path: [...path, root] })).toBeNull();
      if (path.length > 0) expect(rootFrom(many[index]!, { index, size, path: path.slice(1) })).toBeNull();
    }
  }
});

test('a node is no leaf: what two leaves come to cannot be shown as one', () => {
  const [left, right] = [Buffer.from('a'), Buffer.from('b')];
  const root = rootOf(treeOf([left, right]));
  expect(rootOf(treeOf([Buffer.concat([left, right])]))).not.toEqual(root);
  expect(rootFrom(root, { index: 0, size: 1, path: [] })).not.toEqual(root);
});
