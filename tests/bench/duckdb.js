// SPDX-License-Identifier: MIT
// duckdb.js - questions to DuckDB (npm @duckdb/node-api), everything in its memory.
//
//   duckdb.js THREADS SETUP QUESTIONS ANSWERS
//
// SETUP is a file of SQL; QUESTIONS has one a line, of one statement or several. Prints for each the
// processor's milliseconds, the median of nine; the rows of the last statements with rows go into
// ANSWERS, cells divided by ";". Without a SETUP it only says whether DuckDB is there: exit 0 or 1.
const fs = require('fs');

async function ask(connection, sql, rows) {
	const statements = await connection.extractStatements(sql);

	for (let i = 0; i < statements.count; i++) {
		const answer = await (await statements.prepare(i)).runAndReadAll();

		if (/^\s*SELECT/i.test(sql) || statements.count > 1)
			for (const row of answer.getRows())
				rows.push(row.map((cell) => cell ?? '').join(';'));
	}
}

function median(numbers) {
	return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

async function main([threads, setup, questions, answers]) {
	const { DuckDBInstance } = require('@duckdb/node-api');
	const instance = await DuckDBInstance.create(':memory:', { threads });
	const connection = await instance.connect();

	await ask(connection, fs.readFileSync(setup, 'utf8'), []);
	fs.writeFileSync(answers, '');
	for (const sql of fs.readFileSync(questions, 'utf8').split('\n').filter(Boolean)) {
		const times = [];
		let rows;

		for (let round = 0; round < 9; round++) {
			const start = process.cpuUsage();

			rows = [];
			await ask(connection, sql, rows);
			const used = process.cpuUsage(start);
			times.push((used.user + used.system) / 1000);
		}
		console.log(median(times).toFixed(1));
		fs.appendFileSync(answers, rows.map((row) => row + '\n').join(''));
	}
}

if (process.argv.length < 4) {
	try {
		require('@duckdb/node-api');
	} catch {
		process.exit(1);
	}
} else {
	main(process.argv.slice(2)).catch((fault) => {
		console.error(String(fault));
		process.exit(1);
	});
}
