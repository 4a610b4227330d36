// A pull worker that needs nothing but Node. Rows whose title begins with "bad" fail for good.
const { HEVLAYER_BASE_URL, HEVLAYER_UDF_ID, HEVLAYER_WORKER_ID, LAYER_GATEWAY_API_KEY } = process.env;

async function post(path, body) {
  const response = await fetch(`${HEVLAYER_BASE_URL}/v2/udfs/${HEVLAYER_UDF_ID}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${LAYER_GATEWAY_API_KEY}` },
    body: JSON.stringify({ worker_id: HEVLAYER_WORKER_ID, ...body }),
  });
  return response.json();
}

console.log('ready for rows');
while (true) {
  const { items } = await post('/claim', { limit: 8 });
  for (const item of items) {
    const { title } = item.input;
    // Whoever asks for it holds a row until its lease is over.
    if (title === 'hold') continue;
    const message = `cannot read ${title}`;
    if (title.startsWith('bad')) {
      console.error(message);
      await post('/items/fail', { items: [{ ...item, kind: 'permanent', message }] });
    } else {
      const attributes = { length: title.length, echo: title };
      await post('/items/complete', { items: [{ ...item, attributes }] });
    }
  }
  if (items.length === 0) await new Promise((next) => setTimeout(next, 50));
}
