exports.handler = async (priced) => {
  return { total: priced.reduce((sum, item) => sum + item.price, 0) };
};
