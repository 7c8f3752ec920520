const PRICES = { pen: 2, book: 12, lamp: 30 };

exports.handler = async ({ article, count }) => {
  if (!(article in PRICES)) throw new RangeError(`no price for ${article}`);
  return { article, price: PRICES[article] * count };
};
