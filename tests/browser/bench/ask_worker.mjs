/** The first answer of a classic worker at `script` to `question`, in a page of `browser` at `address`. */
export async function askWorker(browser, address, script, question) {
  const page = await browser.newPage();
  try {
    await page.goto(address);
    return await page.evaluate(([script, question]) => new Promise((resolve, reject) => {
      const worker = new Worker(script);
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
      if (question.pages !== undefined) {
        Promise.all(question.pages.map(async (page) => new Uint8Array(await (await fetch(page)).arrayBuffer())))
          .then((pages) => worker.postMessage({ ...question, pages }), reject);
      } else {
        worker.postMessage(question);
      }
    }), [script, question]);
  } finally {
    await page.close();
  }
}
